package dev.flinklabs.testkit.stack;

import org.apache.flink.table.client.cli.CliStrings;
import org.jline.terminal.Terminal;

import java.io.PrintWriter;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.lang.reflect.Proxy;

/**
 * A terminal on which the SQL client greets with other words: its own greeting is higher than most
 * screens, and would push out of sight where everything is to be found.
 */
final class GreetingTerminal {

    private final Terminal terminal;
    private final PrintWriter writer;

    GreetingTerminal(Terminal terminal, String greeting) {
        this.terminal = terminal;
        this.writer =
                new PrintWriter(terminal.writer()) {
                    @Override
                    public PrintWriter append(CharSequence text) {
                        return super.append(
                                CliStrings.MESSAGE_WELCOME.contentEquals(text) ? greeting : text);
                    }
                };
    }

    Terminal terminal() {
        return (Terminal)
                Proxy.newProxyInstance(
                        getClass().getClassLoader(),
                        new Class<?>[] {Terminal.class},
                        (proxy, method, arguments) -> call(method, arguments));
    }

    private Object call(Method method, Object[] arguments) throws Throwable {
        if (method.getName().equals("writer")) {
            return writer;
        }
        try {
            return method.invoke(terminal, arguments);
        } catch (InvocationTargetException e) {
            throw e.getCause();
        }
    }
}
