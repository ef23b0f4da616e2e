package dev.flinklabs.orchestration.lab05;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;

import dev.flinklabs.marketplace.EventJson;
import dev.flinklabs.marketplace.OrderEvent;
import dev.flinklabs.marketplace.OrderStatus;
import dev.flinklabs.testkit.airflow.AirflowStory;
import dev.flinklabs.testkit.broker.Topic;
import dev.flinklabs.testkit.broker.TopicRecord;
import dev.flinklabs.testkit.failure.Finding;
import dev.flinklabs.testkit.rest.HttpProxy;

import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

@Tag("4.5")
class ShopReportsTest {

    private static final ObjectMapper JSON = new ObjectMapper();
    private static final String USER = "airflow";
    private static final String SPRING = "spring-2026";
    private static final String SUMMER = "summer-2026";
    private static final String SUMMER_USER = "reports";
    private static final String GATEWAY_USER = "reports-sql";
    private static final String GATEWAY_SUMMER = "sql-summer-2026";

    /** With blanks at both ends. */
    private static final String HOSTILE_SINK = " the shop's \"reports\" ";

    private static final List<String> EVERY_FIVE_MINUTES =
            List.of(
                    "10:00 2 orders",
                    "10:00 p-1 300",
                    "10:00 p-2 500",
                    "10:05 1 orders",
                    "10:05 p-1 400");
    private static final List<String> EVERY_TEN_MINUTES =
            List.of("12:00 2 orders", "12:00 p-9 700");

    private static Topic orders;
    private static Topic campaign;
    private static Topic monday;
    private static Topic tuesday;
    private static Topic wednesday;
    private static String hostile;
    private static Path trace;

    @RegisterExtension
    static final AirflowStory story =
            AirflowStory.ofLab(
                    "4.5", "lab05/shop_reports.py", "shop_reports", ShopReportsTest::tell);

    private static void tell(AirflowStory story) throws Exception {
        orders = story.topic("shop.order", 1);
        campaign = story.topic("shop.campaign", 1);
        orders.send(
                List.of(
                        order("o-1", "p-1", 300, "10:01"),
                        order("o-2", "p-2", 500, "10:04"),
                        order("o-3", "p-1", 400, "10:07")));
        campaign.send(
                List.of(order("o-8", "p-9", 300, "12:03"), order("o-9", "p-9", 400, "12:08")));
        monday = story.topic("reports.monday", 1);
        tuesday = story.topic("reports.tuesday", 1);
        wednesday = story.topic("reports.wednesday", 1);
        Topic other = story.topic("reports.other", 1);
        trace = story.directory().resolve("executed");
        hostile = "a$(touch \"%1$s\")b '$(touch \"%1$s\")'".formatted(trace);

        story.flink().demand(USER, SPRING);
        story.gateway().demand(USER, SPRING);
        story.parse(variables(orders.name(), "5", monday), connections(SPRING));
        story.run("monday", variables(orders.name(), "5", monday), connections(SPRING));
        story.run("tuesday", variables(campaign.name(), "10", tuesday), connections(SPRING));
        story.run("seven", variables(orders.name(), "7", other), connections(SPRING));
        story.run("hostile", variables(hostile, "5", HOSTILE_SINK), connections(SPRING));
        story.flink().demand(SUMMER_USER, SUMMER);
        story.gateway().demand(GATEWAY_USER, GATEWAY_SUMMER);
        story.run("wednesday", variables(orders.name(), "5", wednesday), inSummer());
        story.gateway().demand(USER, "of somebody else");
        story.run("locked", variables(orders.name(), "5", other), inSummer());
    }

    @Test
    void parsing_asks_nobody() {
        new Finding()
                .fact("While the file was parsed, before any run, somebody was asked:")
                .fact("  " + String.join(", ", story.askedByParsing()))
                .rule(2, "parsing reads no Variable and no Connection, and calls nobody.")
                .question(
                        "How often is this file parsed, and which of its lines are executed then?")
                .unless(story.askedByParsing().isEmpty());
    }

    @Test
    void both_reports_come_from_the_topic_and_the_window_of_the_variables() {
        reports("monday", "shop.order, 5 minutes", monday, EVERY_FIVE_MINUTES)
                .rule(1, "a run submits the script and the jar, each once.")
                .question("Which of the two reports is there, and with what was each submitted?")
                .unless(rows(monday).equals(EVERY_FIVE_MINUTES));
    }

    @Test
    void changed_variables_change_the_next_run() {
        reports("tuesday", "shop.campaign, 10 minutes", tuesday, EVERY_TEN_MINUTES)
                .fact("The DAG is the one that was parsed on Monday, before any run.")
                .rule(3, "a run takes the Variables as they are when it runs.")
                .question("When was the value read that this run has used?")
                .unless(rows(tuesday).equals(EVERY_TEN_MINUTES));
    }

    @Test
    void a_changed_password_is_taken_by_the_next_run() {
        reports("wednesday", "shop.order, 5 minutes", wednesday, EVERY_FIVE_MINUTES)
                .fact(
                        "Since Tuesday, Flink and the gateway each want another user and another password;")
                .fact("the Connections have them.")
                .rule(4, "address, user and password are those of the Connections.")
                .question("Where else does it stand how Flink is reached?")
                .unless(rows(wednesday).equals(EVERY_FIVE_MINUTES));
    }

    @Test
    void no_part_of_a_value_is_executed() {
        new Finding()
                .fact("The Variable report_topic was: " + hostile)
                .fact("The command in it was executed: the file that it touches is there.")
                .rule(5, "a value stays a value; no part of it is a command.")
                .question("Who reads the text that the value was put into?")
                .picture(story.picture("hostile"))
                .unless(Files.notExists(trace));
    }

    @Test
    void a_value_arrives_as_it_is() {
        List<List<String>> arguments =
                calls("/jars/.*/run").stream().map(call -> texts(call, "programArgsList")).toList();
        List<String> statements =
                calls("/v1/sessions/.*/statements").stream()
                        .map(call -> read(call).path("statement").asText())
                        .toList();
        arrives("report_topic", hostile, arguments, statements);
        arrives("report_sink", HOSTILE_SINK, arguments, statements);
    }

    private static void arrives(
            String variable, String value, List<List<String>> arguments, List<String> statements) {
        new Finding()
                .fact("The Variable %s was: [%s]".formatted(variable, value))
                .fact("The jar was run with these arguments: " + shown(arguments))
                .rule(5, "a value stays a value; it is one argument, whatever is in it.")
                .question("What changes the arguments, or takes them apart, on their way?")
                .picture(story.picture("hostile"))
                .unless(arguments.size() == 1 && arguments.get(0).contains(value));

        String literal = "'" + value.replace("'", "''") + "'";
        new Finding()
                .fact("The Variable %s was: [%s]".formatted(variable, value))
                .fact(
                        "In the SQL that the gateway got, it does not stand as the text %s."
                                .formatted(literal))
                .rule(5, "a value stays a value; in SQL it is a text in quotes.")
                .question("What becomes of a quote within the value, and of a blank at its end?")
                .picture(story.picture("hostile"))
                .unless(statements.stream().anyMatch(one -> one.contains(literal)));
    }

    @Test
    void a_job_that_flink_refuses_fails_the_run() {
        refused("seven", "--minutes is 7: the jar's program refuses that, the script does not.");
        refused("locked", "The SQL gateway does not take the password any more, Flink does.");
    }

    private static void refused(String run, String what) {
        new Finding()
                .fact(what)
                .fact("The run ended " + story.run(run).outcome())
                .rule(6, "what Flink refuses fails its task, and with it the run.")
                .question("Which tasks does Airflow look at to tell how a run went?")
                .picture(story.picture(run))
                .unless(story.run(run).run().state().equals("failed"));
    }

    private static Finding reports(
            String run, String variables, Topic topic, List<String> expected) {
        return new Finding()
                .fact("A run on %s. It ended %s".formatted(variables, story.run(run).outcome()))
                .fact("expected in the reports: " + String.join(", ", expected))
                .fact(
                        "there is:                "
                                + (rows(topic).isEmpty()
                                        ? "nothing"
                                        : String.join(", ", rows(topic))))
                .picture(story.picture(run));
    }

    private static List<String> rows(Topic topic) {
        return topic.read().stream()
                .map(record -> json(record.value()))
                .map(
                        row ->
                                row.path("report").asText().equals("orders")
                                        ? "%s %s orders"
                                                .formatted(
                                                        row.path("window_start").asText(),
                                                        row.path("orders").asText())
                                        : "%s %s %s"
                                                .formatted(
                                                        row.path("window_start").asText(),
                                                        row.path("product_id").asText(),
                                                        row.path("cents").asText()))
                .sorted()
                .toList();
    }

    private static List<HttpProxy.Call> calls(String path) {
        return story.run("hostile").calls().stream().filter(call -> call.is("POST", path)).toList();
    }

    private static String shown(List<List<String>> arguments) {
        return arguments.isEmpty() ? "it was not run" : arguments.toString();
    }

    private static List<String> texts(HttpProxy.Call call, String field) {
        List<String> texts = new ArrayList<>();
        read(call).path(field).forEach(text -> texts.add(text.asText()));
        return texts;
    }

    private static JsonNode read(HttpProxy.Call call) {
        return json(call.body());
    }

    private static JsonNode json(String text) {
        try {
            return JSON.readTree(text);
        } catch (JsonProcessingException e) {
            throw new AssertionError("This is no JSON: " + text, e);
        }
    }

    private static TopicRecord order(String id, String product, long cents, String time) {
        Instant at = Instant.parse("2026-01-15T%s:00Z".formatted(time));
        OrderEvent order = new OrderEvent(id, OrderStatus.CREATED, "c-1", product, 1, cents, at);
        return new TopicRecord(0, id, new String(EventJson.encode(order), StandardCharsets.UTF_8));
    }

    private static Map<String, String> variables(String topic, String minutes, Topic sink) {
        return variables(topic, minutes, sink.name());
    }

    private static Map<String, String> variables(String topic, String minutes, String sink) {
        return Map.of(
                "report_topic",
                topic,
                "report_minutes",
                minutes,
                "report_sink",
                sink,
                "report_jar",
                story.jar(OrderCountJob.class).toString());
    }

    private static Map<String, Map<String, Object>> connections(String password) {
        return connections(
                http(story.flink().address(), USER, password),
                http(story.gateway().address(), USER, password));
    }

    private static Map<String, Map<String, Object>> inSummer() {
        return connections(
                http(story.flink().address(), SUMMER_USER, SUMMER),
                http(story.gateway().address(), GATEWAY_USER, GATEWAY_SUMMER));
    }

    private static Map<String, Map<String, Object>> connections(
            Map<String, Object> flink, Map<String, Object> gateway) {
        String[] broker = story.bootstrapServers().split(",")[0].split(":");
        return Map.of(
                "flink",
                flink,
                "flink_sql",
                gateway,
                "kafka",
                Map.of(
                        "conn_type",
                        "generic",
                        "host",
                        broker[0],
                        "port",
                        Integer.parseInt(broker[1])));
    }

    private static Map<String, Object> http(URI address, String user, String password) {
        return Map.of(
                "conn_type",
                "http",
                "host",
                address.getHost(),
                "port",
                address.getPort(),
                "login",
                user,
                "password",
                password);
    }
}
