package dev.flinklabs.testkit.stack;

import dev.flinklabs.testkit.story.LabRun;
import dev.flinklabs.testkit.story.RunningProgram;

/** Runs a student's program: shows what goes in and comes out, and sends what is typed. */
final class ProgramTalk implements Talk {

    private final LabRun run;
    private final LabRun.Main main;
    private final Stack stack;
    private final double rate;
    private final RecordLine line;

    /**
     * @param rate records a second
     */
    ProgramTalk(LabRun run, LabRun.Main main, Stack stack, double rate, RecordLine line) {
        this.run = run;
        this.main = main;
        this.stack = stack;
        this.rate = rate;
        this.line = line;
    }

    @Override
    public boolean at(Console console) {
        console.show(greeting());
        try (TopicWatch watch = stack.watch(run.topics().keySet(), line, console::show)) {
            stack.feeder().feed(run.feed(), rate);
            start(main, 1);
            for (LabRun.Main beside : main.besides()) {
                start(beside, stack.jobs().count() + 1);
            }
            stack.tellFailures(console::show);
            console.lines(this::send);
        }
        return stack.jobs().failures().isEmpty();
    }

    private void start(LabRun.Main program, int count) {
        RunningProgram.start(run.lab(), program, stack.variables()).awaitJob(stack.jobs(), count);
    }

    private void send(String typed) {
        TypedRecord.parse(typed, run.topics().keySet(), usual())
                .ifPresent(r -> stack.feeder().send(r.topic(), r.key(), r.value()));
    }

    private String usual() {
        return run.feed().topics().iterator().next();
    }

    private String greeting() {
        return new Signpost()
                .stack(stack, run)
                .row(
                        "produce",
                        "type key:value to write a record to %s".formatted(usual()),
                        "type topic key:value to write it to another one")
                .row("end", "Ctrl-C")
                .toString();
    }
}
