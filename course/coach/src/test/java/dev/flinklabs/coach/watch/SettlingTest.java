package dev.flinklabs.coach.watch;

import static org.assertj.core.api.Assertions.assertThat;

import dev.flinklabs.coach.files.SourceTree;

import org.junit.jupiter.api.Test;

import java.time.Duration;
import java.util.Map;
import java.util.NavigableMap;
import java.util.Optional;
import java.util.TreeMap;

/** Time here is that of the pauses: nothing else passes. */
class SettlingTest {

    private static final Optional<SourceTree> BEFORE = text("before");
    private static final Optional<SourceTree> AFTER = text("after");
    private static final Optional<SourceTree> GONE = Optional.of(new SourceTree(new TreeMap<>()));
    private static final Optional<SourceTree> UNREADABLE = Optional.empty();

    private final NavigableMap<Long, Optional<SourceTree>> disk = new TreeMap<>();
    private Duration time = Duration.ZERO;

    @Test
    void without_a_change_there_is_no_waiting() throws InterruptedException {
        disk.put(0L, BEFORE);

        assertThat(settled()).matches(text -> Settling.isSame(text, BEFORE));
        assertThat(time).isZero();
    }

    @Test
    void a_change_in_one_step_is_believed_after_twenty_milliseconds() throws InterruptedException {
        disk.put(0L, AFTER);

        assertThat(settled()).matches(text -> Settling.isSame(text, AFTER));
        assertThat(time).isEqualTo(Settling.QUIET);
    }

    @Test
    void two_saves_at_once_are_one() throws InterruptedException {
        disk.putAll(Map.of(0L, text("half"), 15L, text("more"), 35L, AFTER));

        assertThat(settled()).matches(text -> Settling.isSame(text, AFTER));
    }

    @Test
    void a_file_that_is_deleted_and_written_anew_is_waited_for() throws InterruptedException {
        disk.putAll(Map.of(0L, GONE, 150L, AFTER));

        assertThat(settled()).matches(text -> Settling.isSame(text, AFTER));
    }

    @Test
    void a_file_that_is_emptied_and_written_anew_is_waited_for() throws InterruptedException {
        disk.putAll(Map.of(0L, text(""), 150L, AFTER));

        assertThat(settled()).matches(text -> Settling.isSame(text, AFTER));
    }

    @Test
    void a_file_that_cannot_be_read_for_a_moment_is_waited_for() throws InterruptedException {
        disk.putAll(Map.of(0L, UNREADABLE, 150L, AFTER));

        assertThat(settled()).matches(text -> Settling.isSame(text, AFTER));
    }

    @Test
    void what_comes_back_as_it_was_is_no_change() throws InterruptedException {
        disk.putAll(Map.of(0L, GONE, 60L, BEFORE));

        assertThat(settled()).matches(text -> Settling.isSame(text, BEFORE));
    }

    @Test
    void a_file_that_stays_away_is_gone() throws InterruptedException {
        disk.put(0L, GONE);

        assertThat(settled()).matches(text -> Settling.isSame(text, GONE));
        assertThat(time).isEqualTo(Settling.QUIET_WHEN_GONE);
    }

    @Test
    void what_never_stands_still_is_taken_as_it_is() throws InterruptedException {
        for (long at = 0; at < 10_000; at += 10) {
            disk.put(at, text("line " + at));
        }

        assertThat(settled()).isPresent();
        assertThat(time).isEqualTo(Settling.LONGEST);
    }

    private Optional<SourceTree> settled() throws InterruptedException {
        return new Settling(
                        () -> disk.floorEntry(time.toMillis()).getValue(),
                        more -> time = time.plus(more))
                .after(BEFORE);
    }

    private static Optional<SourceTree> text(String text) {
        return Optional.of(InMemory.tree(text));
    }
}
