package dev.flinklabs.jobs.lab21;

import dev.flinklabs.marketplace.OrderEvent;

import org.apache.flink.streaming.api.functions.KeyedProcessFunction;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.junit.jupiter.api.extension.ParameterContext;
import org.junit.jupiter.api.extension.ParameterResolver;

/**
 * Gives a suite the operators that it tests: {@link QuietProducts}, unless the run names another
 * class. The check of the lab runs the suite with several.
 */
public final class GivenOperator implements ParameterResolver {

    /** The configuration parameter of a run that names the class. */
    public static final String NAME = "lab.operator";

    /** Makes operators: each one new, as after a restart. */
    @FunctionalInterface
    public interface Operators {
        KeyedProcessFunction<String, OrderEvent, QuietProduct> create();
    }

    @Override
    public boolean supportsParameter(ParameterContext parameter, ExtensionContext context) {
        return parameter.getParameter().getType() == Operators.class;
    }

    @Override
    public Object resolveParameter(ParameterContext parameter, ExtensionContext context) {
        String name = context.getConfigurationParameter(NAME).orElse(QuietProducts.class.getName());
        Operators operators = () -> create(name);
        return operators;
    }

    @SuppressWarnings("unchecked")
    private static KeyedProcessFunction<String, OrderEvent, QuietProduct> create(String name) {
        try {
            ClassLoader classes = Thread.currentThread().getContextClassLoader();
            return (KeyedProcessFunction<String, OrderEvent, QuietProduct>)
                    Class.forName(name, true, classes).getDeclaredConstructor().newInstance();
        } catch (ReflectiveOperationException e) {
            throw new IllegalArgumentException(name + " is no operator of this lab.", e);
        }
    }
}
