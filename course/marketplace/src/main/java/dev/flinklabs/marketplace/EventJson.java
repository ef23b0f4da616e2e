package dev.flinklabs.marketplace;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.io.JsonEOFException;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.cfg.JsonNodeFeature;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Arrays;
import java.util.Locale;
import java.util.function.Function;
import java.util.stream.Collectors;

/**
 * The marketplace's events as JSON, the way they stand in the topics: UTF-8, one object, snake_case
 * names in a fixed order, times as epoch milliseconds, amounts as integer cents.
 *
 * <pre>{@code
 * {"order_id":"o-1","status":"CREATED","customer_id":"c-7","product_id":"p-3",
 *  "quantity":2,"amount_cents":4998,"event_time":1767261600000}
 * }</pre>
 *
 * <p>Change events have the shape of Debezium's envelope without its schema ({@code
 * schemas.enable=false}), which Flink's {@code debezium-json} format reads. Of the {@code source}
 * block, what the course does not use is written as constants.
 *
 * <p><b>Writing</b> puts a null field as {@code null}, and cuts times to whole milliseconds.
 *
 * <p><b>Reading</b> ignores fields that it does not know. It refuses with a {@link
 * MalformedEventException}: a null value (a tombstone: look for null before), broken JSON, anything
 * but one object, text after the object, and a field that is missing, null or of another type;
 * numbers must be JSON integers, so that {@code 1.9}, {@code 2.0} and {@code "2"} are refused too.
 * {@code before} and {@code after} of a change may be null or missing, except that a delete needs
 * {@code before} and every other change needs {@code after}.
 *
 * <p>All methods are thread-safe, and a Flink function can call them as they are: {@code
 * stream.map(EventJson::decodeOrder)}.
 */
public final class EventJson {

    private static final ObjectMapper JSON =
            JsonMapper.builder()
                    // A refused number is shown as it came: 2.0 not as 2, 1e400 not as infinity.
                    .enable(DeserializationFeature.USE_BIG_DECIMAL_FOR_FLOATS)
                    .disable(JsonNodeFeature.STRIP_TRAILING_BIGDECIMAL_ZEROES)
                    .build();

    private EventJson() {}

    public static byte[] encode(OrderEvent order) {
        return bytes(
                JSON.createObjectNode()
                        .put("order_id", order.orderId())
                        .put("status", name(order.status()))
                        .put("customer_id", order.customerId())
                        .put("product_id", order.productId())
                        .put("quantity", order.quantity())
                        .put("amount_cents", order.amountCents())
                        .put("event_time", millis(order.eventTime())));
    }

    public static byte[] encode(ProductChange change) {
        return bytes(
                envelope(
                        row(change.before()),
                        row(change.after()),
                        change.op(),
                        change.ts(),
                        change.source()));
    }

    public static byte[] encode(CustomerChange change) {
        return bytes(
                envelope(
                        row(change.before()),
                        row(change.after()),
                        change.op(),
                        change.ts(),
                        change.source()));
    }

    public static byte[] encode(SellerApplication application) {
        return bytes(
                JSON.createObjectNode()
                        .put("application_id", application.applicationId())
                        .put("seller_name", application.sellerName())
                        .put("country", application.country())
                        .put("status", name(application.status()))
                        .put("submitted_at", millis(application.submittedAt())));
    }

    public static byte[] encode(PageView view) {
        return bytes(
                JSON.createObjectNode()
                        .put("customer_id", view.customerId())
                        .put("product_id", view.productId())
                        .put("event_time", millis(view.eventTime())));
    }

    /**
     * The key of a product's change events and tombstones, such as {@code {"product_id":"p-1"}}.
     */
    public static String productKey(String productId) {
        return JSON.createObjectNode().put("product_id", productId).toString();
    }

    /** The key of a customer's change events and tombstones: {@code {"customer_id":"c-1"}}. */
    public static String customerKey(String customerId) {
        return JSON.createObjectNode().put("customer_id", customerId).toString();
    }

    /**
     * Reads the value of a record of {@link Topics#ORDER}.
     *
     * @throws MalformedEventException if it is not an order event
     */
    public static OrderEvent decodeOrder(byte[] value) {
        Fields order = read("order event", value);
        return new OrderEvent(
                order.text("order_id"),
                order.oneOf("status", OrderStatus.values(), OrderStatus::name),
                order.textOrNull("customer_id"),
                order.text("product_id"),
                order.smallInteger("quantity"),
                order.integer("amount_cents"),
                order.time("event_time"));
    }

    /**
     * Reads the value of a record of {@link Topics#PRODUCT}.
     *
     * @throws MalformedEventException if it is not a product change; a tombstone is not
     */
    public static ProductChange decodeProductChange(byte[] value) {
        Fields change = read("product change", value);
        Operation op = change.operation();
        return new ProductChange(
                change.row("before", op, EventJson::product),
                change.row("after", op, EventJson::product),
                op,
                change.source(),
                change.time("ts_ms"));
    }

    /**
     * Reads the value of a record of {@link Topics#CUSTOMER}.
     *
     * @throws MalformedEventException if it is not a customer change; a tombstone is not
     */
    public static CustomerChange decodeCustomerChange(byte[] value) {
        Fields change = read("customer change", value);
        Operation op = change.operation();
        return new CustomerChange(
                change.row("before", op, EventJson::customer),
                change.row("after", op, EventJson::customer),
                op,
                change.source(),
                change.time("ts_ms"));
    }

    /**
     * Reads the value of a record of {@link Topics#APPLICATION}.
     *
     * @throws MalformedEventException if it is not a seller application
     */
    public static SellerApplication decodeApplication(byte[] value) {
        Fields application = read("seller application", value);
        return new SellerApplication(
                application.text("application_id"),
                application.text("seller_name"),
                application.text("country"),
                application.oneOf("status", ApplicationStatus.values(), ApplicationStatus::name),
                application.time("submitted_at"));
    }

    /**
     * Reads the value of a record of {@link Topics#PAGEVIEW}.
     *
     * @throws MalformedEventException if it is not a page view
     */
    public static PageView decodePageView(byte[] value) {
        Fields view = read("page view", value);
        return new PageView(
                view.text("customer_id"), view.text("product_id"), view.time("event_time"));
    }

    private static ObjectNode row(Product product) {
        return product == null
                ? null
                : JSON.createObjectNode()
                        .put("product_id", product.productId())
                        .put("name", product.name())
                        .put("category", product.category())
                        .put("price_cents", product.priceCents())
                        .put("updated_at", millis(product.updatedAt()));
    }

    private static Product product(Fields row) {
        return new Product(
                row.text("product_id"),
                row.text("name"),
                row.text("category"),
                row.integer("price_cents"),
                row.time("updated_at"));
    }

    private static ObjectNode row(Customer customer) {
        return customer == null
                ? null
                : JSON.createObjectNode()
                        .put("customer_id", customer.customerId())
                        .put("name", customer.name())
                        .put("tier", name(customer.tier()))
                        .put("city", customer.city())
                        .put("updated_at", millis(customer.updatedAt()));
    }

    private static Customer customer(Fields row) {
        return new Customer(
                row.text("customer_id"),
                row.text("name"),
                row.oneOf("tier", CustomerTier.values(), CustomerTier::name),
                row.text("city"),
                row.time("updated_at"));
    }

    private static ObjectNode envelope(
            ObjectNode before, ObjectNode after, Operation op, Instant ts, ChangeSource source) {
        ObjectNode envelope = JSON.createObjectNode();
        envelope.set("before", before);
        envelope.set("after", after);
        envelope.put("op", op == null ? null : op.code()).put("ts_ms", millis(ts));
        if (source == null) {
            return envelope.putNull("source");
        }
        envelope.putObject("source")
                .put("version", "3.5.0.Final")
                .put("connector", "postgresql")
                .put("name", "shop")
                .put("ts_ms", millis(source.ts()))
                .put("snapshot", source.snapshot() ? "true" : "false")
                .put("db", "shop")
                .put("schema", "public")
                .put("table", source.table())
                .put("txId", source.txId())
                .put("lsn", source.lsn());
        return envelope;
    }

    private static Long millis(Instant time) {
        return time == null ? null : Long.valueOf(time.toEpochMilli());
    }

    private static String name(Enum<?> constant) {
        return constant == null ? null : constant.name();
    }

    private static byte[] bytes(ObjectNode node) {
        return node.toString().getBytes(StandardCharsets.UTF_8);
    }

    private static Fields read(String what, byte[] value) {
        if (value == null) {
            throw new MalformedEventException(
                    "Malformed "
                            + what
                            + ": the value is null (a tombstone), expected one JSON object.",
                    null);
        }
        String text = utf8(what, value);
        if (text.isBlank()) {
            throw new MalformedEventException(
                    "Malformed " + what + ": the value is empty, expected one JSON object.", null);
        }
        JsonNode node;
        int end;
        try (JsonParser parser = JSON.createParser(text)) {
            node = JSON.readTree(parser);
            end = (int) parser.currentLocation().getCharOffset();
        } catch (IOException e) {
            throw broken(what, text, e);
        }
        if (!node.isObject()) {
            throw malformed(what, text, 0, "the value is " + found(node), "one JSON object", null);
        }
        if (!text.substring(end).matches("[ \\t\\r\\n]*")) {
            String fault = "something follows the JSON object, which ends at character " + end;
            throw malformed(what, text, end, fault, "nothing", null);
        }
        return new Fields(what, text, node, "");
    }

    // Jackson itself would guess UTF-16 and UTF-32 too, and read what no other consumer can.
    private static String utf8(String what, byte[] value) {
        try {
            return StandardCharsets.UTF_8.newDecoder().decode(ByteBuffer.wrap(value)).toString();
        } catch (CharacterCodingException e) {
            String text = new String(value, StandardCharsets.UTF_8);
            throw malformed(what, text, 0, "the value is not UTF-8", "UTF-8 text", e);
        }
    }

    private static MalformedEventException broken(String what, String text, IOException cause) {
        int at =
                cause instanceof JsonProcessingException e && e.getLocation() != null
                        ? (int) Math.max(0, e.getLocation().getCharOffset())
                        : 0;
        String fault =
                cause instanceof JsonEOFException
                        ? "the JSON ends in the middle, after " + text.length() + " characters"
                        : "the JSON is broken at character " + (at + 1);
        return malformed(what, text, at, fault, "one JSON object", cause);
    }

    private static MalformedEventException malformed(
            String what, String text, int at, String fault, String expected, Throwable cause) {
        String message =
                String.join(
                        "",
                        "Malformed ",
                        what,
                        ": ",
                        fault,
                        ", expected ",
                        expected,
                        ". The value");
        return new MalformedEventException(message + excerpt(text, at), cause);
    }

    /** The value, or the part of a long one around a position, on one line. */
    private static String excerpt(String text, int at) {
        int longest = 240;
        if (text.length() <= longest) {
            return ": " + text.replaceAll("\\p{Cntrl}", " ");
        }
        int from = Math.max(0, Math.min(at - longest / 2, text.length() - longest));
        String part = text.substring(from, from + longest).replaceAll("\\p{Cntrl}", " ");
        return String.format(
                Locale.ROOT,
                " (%d characters) from character %d on: %s…",
                text.length(),
                from + 1,
                part);
    }

    private static String found(JsonNode node) {
        return switch (node.getNodeType()) {
            case MISSING -> "missing";
            case ARRAY -> "an array";
            case OBJECT -> "an object";
            default -> {
                String text = node.toString();
                yield text.length() <= 60 ? text : text.substring(0, 60) + "…";
            }
        };
    }

    /** An object of the value, and the dotted path to it, for the messages. */
    private record Fields(String what, String text, JsonNode object, String path) {

        String text(String name) {
            JsonNode field = object.path(name);
            if (!field.isTextual()) {
                throw refused(name, field, "a text");
            }
            return field.textValue();
        }

        /** Null when the field is not there, or null. */
        String textOrNull(String name) {
            return object.hasNonNull(name) ? text(name) : null;
        }

        long integer(String name) {
            JsonNode field = object.path(name);
            if (!field.isIntegralNumber() || !field.canConvertToLong()) {
                throw refused(name, field, "an integer");
            }
            return field.longValue();
        }

        int smallInteger(String name) {
            JsonNode field = object.path(name);
            if (!field.isIntegralNumber() || !field.canConvertToInt()) {
                throw refused(name, field, "an integer up to " + Integer.MAX_VALUE);
            }
            return field.intValue();
        }

        Instant time(String name) {
            JsonNode field = object.path(name);
            if (!field.isIntegralNumber() || !field.canConvertToLong()) {
                throw refused(name, field, "a time in epoch milliseconds, an integer");
            }
            return Instant.ofEpochMilli(field.longValue());
        }

        <E> E oneOf(String name, E[] constants, Function<E, String> text) {
            JsonNode field = object.path(name);
            for (E constant : constants) {
                if (field.isTextual() && field.textValue().equals(text.apply(constant))) {
                    return constant;
                }
            }
            String all = Arrays.stream(constants).map(text).collect(Collectors.joining(", "));
            throw refused(name, field, "one of " + all);
        }

        Operation operation() {
            return oneOf("op", Operation.values(), Operation::code);
        }

        <T> T row(String name, Operation op, Function<Fields, T> reader) {
            JsonNode field = object.path(name);
            boolean needed = name.equals(op == Operation.DELETE ? "before" : "after");
            if (!needed && (field.isNull() || field.isMissingNode())) {
                return null;
            }
            return reader.apply(object(name, "the row, as op is \"" + op.code() + "\""));
        }

        ChangeSource source() {
            Fields source = object("source", "Debezium's source block");
            // Within a snapshot Debezium writes "true", "first", "last" and others.
            String snapshot = source.object.path("snapshot").asText("false");
            return new ChangeSource(
                    source.time("ts_ms"),
                    !snapshot.equals("false"),
                    source.text("table"),
                    source.integer("txId"),
                    source.integer("lsn"));
        }

        private Fields object(String name, String expected) {
            JsonNode field = object.path(name);
            if (!field.isObject()) {
                throw refused(name, field, expected);
            }
            return new Fields(what, text, field, path + name + ".");
        }

        private MalformedEventException refused(String name, JsonNode field, String expected) {
            return malformed(what, text, 0, path + name + " is " + found(field), expected, null);
        }
    }
}
