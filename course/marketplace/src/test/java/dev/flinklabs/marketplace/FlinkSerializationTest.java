package dev.flinklabs.marketplace;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.params.provider.Arguments.arguments;

import org.apache.flink.api.common.functions.MapFunction;
import org.apache.flink.api.common.serialization.SerializerConfigImpl;
import org.apache.flink.api.common.typeinfo.TypeInformation;
import org.apache.flink.api.common.typeutils.TypeSerializer;
import org.apache.flink.api.java.typeutils.GenericTypeInfo;
import org.apache.flink.api.java.typeutils.PojoTypeInfo;
import org.apache.flink.core.memory.DataInputDeserializer;
import org.apache.flink.core.memory.DataOutputSerializer;
import org.apache.flink.streaming.api.environment.StreamExecutionEnvironment;
import org.apache.flink.util.InstantiationUtil;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

class FlinkSerializationTest {

    static Stream<Arguments> types() {
        return Stream.of(
                arguments(OrderEvent.class, Samples.ORDER),
                arguments(OrderEvent.class, new OrderEvent(null, null, null, null, 0, 0, null)),
                arguments(Product.class, Samples.KETTLE),
                arguments(Product.class, new Product(null, null, null, 0, null)),
                arguments(Customer.class, Samples.ADA),
                arguments(Customer.class, new Customer(null, null, null, null, null)),
                arguments(ChangeSource.class, Samples.PRODUCT_SOURCE),
                arguments(ChangeSource.class, new ChangeSource(null, false, null, 0, 0)),
                arguments(ProductChange.class, Samples.PRICE_CHANGE),
                arguments(ProductChange.class, new ProductChange(null, null, null, null, null)),
                arguments(CustomerChange.class, Samples.SNAPSHOT_OF_ADA),
                arguments(CustomerChange.class, new CustomerChange(null, null, null, null, null)),
                arguments(SellerApplication.class, Samples.APPLICATION),
                arguments(
                        SellerApplication.class,
                        new SellerApplication(null, null, null, null, null)),
                arguments(PageView.class, Samples.VIEW),
                arguments(PageView.class, new PageView(null, null, null)));
    }

    @ParameterizedTest
    @MethodSource("types")
    <T> void flink_serializes_every_event_without_kryo(Class<T> type, T value) throws IOException {
        TypeInformation<T> information = TypeInformation.of(type);
        assertThat(information).isInstanceOf(PojoTypeInfo.class);
        assertThat(nested(information)).noneMatch(GenericTypeInfo.class::isInstance);

        SerializerConfigImpl withoutKryo = new SerializerConfigImpl();
        withoutKryo.setGenericTypes(false);
        TypeSerializer<T> serializer = information.createSerializer(withoutKryo);
        DataOutputSerializer out = new DataOutputSerializer(64);
        serializer.serialize(value, out);
        DataInputDeserializer in = new DataInputDeserializer(out.getCopyOfBuffer());

        assertThat(serializer.deserialize(in)).isEqualTo(value);
        assertThat(in.available()).as("bytes left over").isZero();
        assertThat(serializer.copy(value)).isEqualTo(value);
    }

    @Test
    void a_decoder_maps_a_stream_to_a_type_that_flink_knows() {
        var env = StreamExecutionEnvironment.getExecutionEnvironment();
        var values = env.fromData(new byte[0]);

        assertThat(
                        List.of(
                                values.map(EventJson::decodeOrder).getType(),
                                values.map(EventJson::decodeProductChange).getType(),
                                values.map(EventJson::decodeCustomerChange).getType(),
                                values.map(EventJson::decodeApplication).getType(),
                                values.map(EventJson::decodePageView).getType()))
                .containsExactly(
                        TypeInformation.of(OrderEvent.class),
                        TypeInformation.of(ProductChange.class),
                        TypeInformation.of(CustomerChange.class),
                        TypeInformation.of(SellerApplication.class),
                        TypeInformation.of(PageView.class));
    }

    @Test
    void a_function_that_decodes_can_be_shipped_to_a_worker() throws Exception {
        MapFunction<byte[], OrderEvent> function = EventJson::decodeOrder;

        MapFunction<byte[], OrderEvent> shipped =
                InstantiationUtil.deserializeObject(
                        InstantiationUtil.serializeObject(function), getClass().getClassLoader());

        assertThat(shipped.map(EventJson.encode(Samples.ORDER))).isEqualTo(Samples.ORDER);
    }

    private static List<TypeInformation<?>> nested(TypeInformation<?> information) {
        List<TypeInformation<?>> all = new ArrayList<>(List.of(information));
        if (information instanceof PojoTypeInfo<?> pojo) {
            for (int i = 0; i < pojo.getArity(); i++) {
                all.addAll(nested(pojo.getTypeAt(i)));
            }
        }
        return all;
    }
}
