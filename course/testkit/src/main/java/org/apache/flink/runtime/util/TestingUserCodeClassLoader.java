package org.apache.flink.runtime.util;

import org.apache.flink.util.UserCodeClassLoader;

import java.util.function.BiConsumer;

/**
 * Stands in for Flink's own class of this name, which the operator harness uses, earlier on the
 * class path. The one difference: the user code's loader is the thread's, not the one that Flink
 * itself was loaded by. In the coach's warm JVM Flink stays while the classes under test change
 * with every run, and a loader that has once resolved one of them by name never lets go.
 */
public class TestingUserCodeClassLoader implements UserCodeClassLoader {

    private final ClassLoader classLoader;
    private final BiConsumer<String, Runnable> registerReleaseHook;

    public TestingUserCodeClassLoader(
            ClassLoader classLoader, BiConsumer<String, Runnable> registerReleaseHook) {
        this.classLoader = classLoader;
        this.registerReleaseHook = registerReleaseHook;
    }

    public static Builder newBuilder() {
        return new Builder();
    }

    @Override
    public ClassLoader asClassLoader() {
        return classLoader;
    }

    @Override
    public void registerReleaseHookIfAbsent(String name, Runnable hook) {
        registerReleaseHook.accept(name, hook);
    }

    /** As Flink's. */
    public static final class Builder {

        private ClassLoader classLoader = Thread.currentThread().getContextClassLoader();
        private BiConsumer<String, Runnable> registerReleaseHook = (name, hook) -> {};

        private Builder() {}

        public Builder setClassLoader(ClassLoader classLoader) {
            this.classLoader = classLoader;
            return this;
        }

        public Builder setRegisterReleaseHookConsumer(BiConsumer<String, Runnable> consumer) {
            this.registerReleaseHook = consumer;
            return this;
        }

        public TestingUserCodeClassLoader build() {
            return new TestingUserCodeClassLoader(classLoader, registerReleaseHook);
        }
    }
}
