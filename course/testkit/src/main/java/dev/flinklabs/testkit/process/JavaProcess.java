package dev.flinklabs.testkit.process;

/** A JVM that runs beside this one. Its {@link Leash} ends it when this one is killed. */
public final class JavaProcess extends ChildProcess {

    JavaProcess(String name, Process process, ProcessLog log) {
        super(name, process, log);
    }
}
