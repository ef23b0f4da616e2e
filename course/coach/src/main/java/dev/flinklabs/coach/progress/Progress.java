package dev.flinklabs.coach.progress;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonIgnoreProperties;
import com.fasterxml.jackson.annotation.JsonProperty;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;

import dev.flinklabs.coach.catalogue.Lab;
import dev.flinklabs.coach.files.Disk;
import dev.flinklabs.coach.trouble.Trouble;
import dev.flinklabs.coach.verdict.Outcome;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.Consumer;
import java.util.function.UnaryOperator;

/**
 * What the student's last verdicts were and which hints were seen, kept in {@code
 * .lab/progress.json}. Never trusted over a run: when the file cannot be read it is set aside, and
 * progress begins anew.
 */
public final class Progress {

    private static final ObjectMapper JSON = new ObjectMapper();

    private final Path file;
    private final Consumer<String> notices;

    /**
     * @param root the course's directory
     * @param notices gets a sentence when the file was set aside
     */
    public Progress(Path root, Consumer<String> notices) {
        this.file = root.resolve(".lab").resolve("progress.json");
        this.notices = notices;
    }

    /** What is written down now. */
    public State state() {
        if (!Files.exists(file)) {
            return State.EMPTY;
        }
        try {
            State state = JSON.readValue(Disk.readText(file), State.class);
            if (state != null) {
                return state;
            }
        } catch (JsonProcessingException e) {
            // Set aside below, as an empty file is.
        }
        setAside();
        return State.EMPTY;
    }

    /**
     * Writes down a verdict. Verdicts that end at the same time in other processes are not lost.
     *
     * @param takesInHand whether the student asked for this lab, and not for many
     */
    public void record(Lab lab, Outcome outcome, boolean takesInHand) {
        update(
                before -> {
                    Map<String, Outcome> labs = new TreeMap<>(before.labs());
                    labs.put(lab.id(), outcome);
                    return new State(
                            takesInHand ? lab.id() : before.checked(), labs, before.hints());
                });
    }

    /**
     * Writes down that the student has seen a hint, and those before it.
     *
     * @param number from 1
     */
    public void recordHint(Lab lab, int number) {
        update(
                before -> {
                    Map<String, Integer> hints = new TreeMap<>(before.hints());
                    hints.merge(lab.id(), number, Math::max);
                    return new State(before.checked(), before.labs(), hints);
                });
    }

    private void update(UnaryOperator<State> change) {
        Path lockFile = file.resolveSibling("progress.lock");
        Disk.createDirectories(file.getParent());
        // A file lock is held by the whole JVM; within it the class's monitor keeps threads apart.
        synchronized (Progress.class) {
            try (FileChannel channel =
                            FileChannel.open(
                                    lockFile, StandardOpenOption.CREATE, StandardOpenOption.WRITE);
                    var lock = channel.lock()) {
                Disk.replace(file, JSON.writeValueAsString(change.apply(state())) + "\n");
            } catch (IOException e) {
                throw Trouble.disk(lockFile, e);
            }
        }
    }

    private void setAside() {
        Path aside = file.resolveSibling("progress.json.unreadable");
        try {
            Files.move(file, aside, StandardCopyOption.REPLACE_EXISTING);
        } catch (NoSuchFileException e) {
            // Another process has set it aside already.
        } catch (IOException e) {
            throw Trouble.disk(file, e);
        }
        notices.accept(
                "The file of your progress could not be read; it is now %s. Progress begins anew: ./lab check all fills it again."
                        .formatted(file.getParent().getParent().relativize(aside)));
    }

    /**
     * Where a student stands.
     *
     * @param checked the lab that was checked last; empty when none was
     * @param labs the last outcome of each lab that was checked, by id
     * @param hints how many hints of each lab were seen, by id
     */
    @JsonIgnoreProperties(ignoreUnknown = true)
    public record State(String checked, Map<String, Outcome> labs, Map<String, Integer> hints) {

        private static final State EMPTY = new State("", Map.of(), Map.of());

        @JsonCreator
        public State(
                @JsonProperty("checked") String checked,
                @JsonProperty("labs") Map<String, Outcome> labs,
                @JsonProperty("hints") Map<String, Integer> hints) {
            this.checked = checked == null ? "" : checked;
            this.labs = labs == null ? Map.of() : labs;
            this.hints = hints == null ? Map.of() : hints;
        }

        /** Whether the lab's last verdict was green. */
        public boolean isGreen(Lab lab) {
            return labs.get(lab.id()) == Outcome.PASSED;
        }

        /** How many of the lab's hints the student has seen; 0 when none. */
        public int hintsSeen(Lab lab) {
            Integer seen = hints.get(lab.id());
            return seen == null ? 0 : Math.max(0, seen);
        }

        /**
         * The lab in hand: the one checked last, while it is not green, else the first that is not;
         * empty when all are green.
         */
        public Optional<Lab> inHand(List<Lab> all) {
            return all.stream()
                    .filter(lab -> lab.id().equals(checked) && !isGreen(lab))
                    .findFirst()
                    .or(() -> next(all));
        }

        /** The first lab that is not green; empty when all are. */
        public Optional<Lab> next(List<Lab> all) {
            return all.stream().filter(lab -> !isGreen(lab)).findFirst();
        }
    }
}
