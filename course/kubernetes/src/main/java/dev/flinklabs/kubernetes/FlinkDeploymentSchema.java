package dev.flinklabs.kubernetes;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.networknt.schema.JsonSchema;
import com.networknt.schema.JsonSchemaFactory;
import com.networknt.schema.SpecVersion.VersionFlag;
import com.networknt.schema.ValidationMessage;

import org.snakeyaml.engine.v2.api.Load;
import org.snakeyaml.engine.v2.api.LoadSettings;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.List;
import java.util.Map;

/**
 * What an API server with strict validation says of a {@code FlinkDeployment}: the schema in the
 * CRD that the operator's API 1.10.0 brings along, in which unknown fields are errors.
 *
 * <p>That CRD ends with Flink 1.20. Two things are as in those of later operators: {@code
 * flinkVersion} goes on to {@code v2_3}, and values of {@code flinkConfiguration} may be numbers,
 * booleans and nested keys.
 */
public final class FlinkDeploymentSchema {

    private static final String API_VERSION = "flink.apache.org/v1beta1";
    private static final String KIND = "FlinkDeployment";
    private static final String CRD = "META-INF/fabric8/flinkdeployments.flink.apache.org-v1.yml";

    private static final List<String> LATER_VERSIONS = List.of("v2_0", "v2_1", "v2_2", "v2_3");

    private static final ObjectMapper JSON = new ObjectMapper();

    private final JsonSchema schema;

    private FlinkDeploymentSchema() {
        ObjectNode root = (ObjectNode) crd().at("/spec/versions/0/schema/openAPIV3Schema");
        ObjectNode spec = (ObjectNode) root.at("/properties/spec/properties");
        ArrayNode versions = (ArrayNode) spec.at("/flinkVersion/enum");
        LATER_VERSIONS.forEach(versions::add);
        spec.putObject("flinkConfiguration").put("type", "object");
        toJsonSchema(root);
        ObjectNode properties = (ObjectNode) root.get("properties");
        properties.putObject("apiVersion").put("const", API_VERSION);
        properties.putObject("kind").put("const", KIND);
        properties.putObject("metadata").put("type", "object").putArray("required").add("name");
        root.putArray("required").add("apiVersion").add("kind").add("metadata").add("spec");
        schema = JsonSchemaFactory.getInstance(VersionFlag.V202012).getSchema(root);
    }

    private static final class Holder {
        private static final FlinkDeploymentSchema ONE = new FlinkDeploymentSchema();
    }

    /** The one of this JVM, made when it is first asked for. */
    public static FlinkDeploymentSchema get() {
        return Holder.ONE;
    }

    /**
     * What is wrong with a document, a line for each, such as {@code spec.job.parallelism: found
     * "two", and it has to be: integer}; none when it is accepted.
     */
    public List<String> defects(Map<?, ?> document) {
        JsonNode tree = JSON.valueToTree(document);
        return schema.validate(tree).stream().map(FlinkDeploymentSchema::told).sorted().toList();
    }

    private static String told(ValidationMessage defect) {
        String path = defect.getInstanceLocation().toString().replaceFirst("^\\$\\.?", "");
        JsonNode found = defect.getInstanceNode();
        return switch (defect.getType()) {
            case "additionalProperties" ->
                    "%s: there is no such field".formatted(join(path, defect.getProperty()));
            case "required" -> "%s: is missing".formatted(join(path, defect.getProperty()));
            case "type" ->
                    "%s: found %s, and it has to be: %s"
                            .formatted(path, found, words(defect.getSchemaNode()));
            case "enum" ->
                    "%s: found %s, and it has to be one of %s"
                            .formatted(path, found, words(defect.getSchemaNode()));
            case "const" ->
                    "%s: found %s, and it has to be %s"
                            .formatted(path, found, defect.getSchemaNode());
            default -> "%s: found %s. %s".formatted(path, found, defect.getMessage());
        };
    }

    private static String join(String path, String field) {
        return path.isEmpty() ? field : path + "." + field;
    }

    private static String words(JsonNode schema) {
        return schema.toString().replaceAll("[\\[\\]\"]", "").replace(",", ", ");
    }

    private static JsonNode crd() {
        try (InputStream crd =
                FlinkDeploymentSchema.class.getClassLoader().getResourceAsStream(CRD)) {
            return JSON.valueToTree(
                    new Load(LoadSettings.builder().build()).loadFromInputStream(crd));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Kubernetes' dialect: unknown fields are errors, and two kinds of its own. */
    private static void toJsonSchema(JsonNode node) {
        node.forEach(FlinkDeploymentSchema::toJsonSchema);
        if (!(node instanceof ObjectNode schema)) {
            return;
        }
        if (schema.path("x-kubernetes-int-or-string").asBoolean()) {
            schema.remove("anyOf");
            schema.putArray("type").add("integer").add("string");
        }
        if (schema.path("nullable").asBoolean() && schema.path("type").isTextual()) {
            String type = schema.get("type").asText();
            schema.putArray("type").add(type).add("null");
        }
        if (schema.path("properties").isObject()
                && !schema.has("additionalProperties")
                && !schema.path("x-kubernetes-preserve-unknown-fields").asBoolean()) {
            schema.put("additionalProperties", false);
        }
    }
}
