package dev.flinklabs.testkit.broker;

import java.util.regex.Pattern;

/** The one broker of this JVM. */
final class SharedBroker {

    static final String SETTING = "lab.kafka";

    private static final Pattern ADDRESS =
            Pattern.compile("[^,:\\s]+:\\d{1,5}(,[^,:\\s]+:\\d{1,5})*");

    private static Broker broker;

    private SharedBroker() {}

    static synchronized Broker get() {
        if (broker == null) {
            broker = start(System.getProperty(SETTING, "embedded"));
            Runtime.getRuntime().addShutdownHook(new Thread(broker::close, "broker-stop"));
        }
        return broker;
    }

    static Broker start(String setting) {
        switch (setting) {
            case "embedded":
                return EmbeddedBroker.start();
            case "testcontainers":
                return ContainerBroker.start();
            default:
                if (!ADDRESS.matcher(setting).matches()) {
                    throw new IllegalArgumentException(
                            "-D%s=%s is no broker. Say embedded, testcontainers, or an address such as localhost:9092."
                                    .formatted(SETTING, setting));
                }
                return ExternalBroker.at(setting);
        }
    }
}
