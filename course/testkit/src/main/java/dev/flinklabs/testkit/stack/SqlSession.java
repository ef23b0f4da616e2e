package dev.flinklabs.testkit.stack;

import org.apache.flink.configuration.Configuration;
import org.apache.flink.configuration.CoreOptions;
import org.apache.flink.table.api.config.TableConfigOptions;
import org.apache.flink.table.client.cli.CliClient;
import org.apache.flink.table.client.config.ResultMode;
import org.apache.flink.table.client.config.SqlClientOptions;
import org.apache.flink.table.client.gateway.Executor;
import org.apache.flink.table.gateway.service.context.DefaultContext;
import org.jline.terminal.Terminal;

import java.net.InetSocketAddress;
import java.nio.file.Path;
import java.util.List;

/** A session at a gateway, with Flink's own SQL client before it. */
final class SqlSession implements AutoCloseable {

    private static final int WIDEST_COLUMN = 14;

    private final Executor executor;

    /**
     * @param parallelism of every operator
     * @param declarations statements that set the session up
     */
    SqlSession(InetSocketAddress gateway, int parallelism, List<String> declarations) {
        Configuration settings = new Configuration();
        settings.set(CoreOptions.DEFAULT_PARALLELISM, parallelism);
        // Row by row with its kind of change, as the labs speak of it, and not a screen to page in.
        settings.set(SqlClientOptions.EXECUTION_RESULT_MODE, ResultMode.TABLEAU);
        settings.set(TableConfigOptions.DISPLAY_MAX_COLUMN_WIDTH, WIDEST_COLUMN);
        executor = Executor.create(new DefaultContext(settings, List.of()), gateway, "lab");
        declarations.forEach(executor::configureSession);
    }

    /**
     * Talks with whoever sits at the terminal, until they end it.
     *
     * @param greeting is shown at the beginning
     * @param history a file for what is typed, made when it is not there
     */
    void talk(Terminal terminal, String greeting, Path history) {
        Terminal greeted = new GreetingTerminal(terminal, greeting).terminal();
        try (CliClient client = new CliClient(() -> greeted, executor, history)) {
            client.executeInInteractiveMode();
        }
    }

    @Override
    public void close() {
        executor.close();
    }
}
