package dev.flinklabs.marketplace.generator;

import static org.assertj.core.api.Assertions.assertThat;

import dev.flinklabs.marketplace.Topics;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import java.io.DataOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.security.DigestOutputStream;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Duration;
import java.time.Instant;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.TimeZone;
import java.util.function.UnaryOperator;

/**
 * The bytes of seed 42, so that they never change unnoticed: data sets with published checksums and
 * expected results of labs hang on them. Whoever changes them on purpose changes the digests here.
 */
class GoldenBytesTest {

    private static final String GOLDEN =
            """
            f0ff0dcf08f51f2165e2d9891b31085a8472c4058fc36cdbc517ea9a56a6a669 plain
            4bc5b59b3d374d4b43741469aa1ad1dc3c54c91ae3552d3c6cf2bdf65eaac4a1 seed
            4e670da7a90cec50ffeb42c414f2db0653ef90a1896b186f428181d480182d84 customers, products
            4252968ad572e313cd5a8f3903b57c2ce299da9e290f9c244d211bf15f8c7b21 start
            4623d0bc48ee67d4b562284bc215cfb76f65b8b0cce5645ecf4ecc12ccb12bb1 mean gap
            c47ab8d7f0c4ab53c6407ca37c4dbee16e8b89795c53ebf43f859f5f283e4a78 skew
            9f0a45944c2a86b4f1e069f4f1fc2a18eb398ace9971043fb214124613825e84 order schemas
            725f7e29fa052b3af545f6801871331175b6165155ef4be7ea61e0d8c5900caf partitions
            d1b85690ef5ae973c4ee2262e5a8283280bd91d0fd4d7a63181f10b022cf88cc disorder
            73e7a5922bf23e865acd2cadb067900325e4c94012e0072ed207a98518af83ba late
            01208df7846230c7cd1f6729cb024d3c398d376a70f97c04910be6625e57734a duplicates
            443b430ce7c3918a63044f9313e72629d0cc5f6aefbba6839c65152c3b2d1a28 malformed
            dfd9c08dc38ab66e2923b5eb46e02936a2c5d4151eb761714cdf3a32c07d4977 idle at all
            f68d42698f4184bff6757edba55dc3996392a894f0760e75f7fc5d3cf094d6ce idle later
            39004d9f218b5b754070e89f8048347f7ecdf097e8a6c4406ea9ec662b973bc8 one topic
            fd08d613393e11a4a82bf5339cdeab24bc863efeeba8dcc6d49bc524e8d77e76 everything
            """;

    @Test
    void the_bytes_of_seed_42_are_those_that_were_published() {
        assertThat(digests()).isEqualTo(GOLDEN);
    }

    @ParameterizedTest
    @ValueSource(strings = {"ar-EG", "tr-TR", "hi-IN-u-nu-deva"})
    void no_time_zone_and_no_locale_changes_the_bytes(String locale) {
        Locale usualLocale = Locale.getDefault();
        TimeZone usualZone = TimeZone.getDefault();
        try {
            Locale.setDefault(Locale.forLanguageTag(locale));
            TimeZone.setDefault(TimeZone.getTimeZone("Asia/Kolkata"));
            assertThat(digests()).isEqualTo(GOLDEN);
        } finally {
            Locale.setDefault(usualLocale);
            TimeZone.setDefault(usualZone);
        }
    }

    private static String digests() {
        GeneratorSettings plain = GeneratorSettings.ofSeed(42).orders(1000);
        Duration minute = Duration.ofMinutes(1);
        UnaryOperator<TopicSettings> messy =
                t ->
                        t.disorder(minute)
                                .late(0.1, minute)
                                .duplicates(0.1, minute)
                                .malformed(0.1)
                                .idle(1, Duration.ofMinutes(8));
        Map<String, GeneratorSettings> knobs = new LinkedHashMap<>();
        knobs.put("plain", plain);
        knobs.put("seed", plain.seed(-1));
        knobs.put("customers, products", plain.customers(7).products(3));
        knobs.put("start", plain.start(Instant.parse("1970-01-01T00:00:00.001Z")));
        knobs.put("mean gap", plain.meanGap(Duration.ofNanos(1_500_000)));
        knobs.put("skew", plain.skew(1.3));
        knobs.put("order schemas", plain.orderSchemas(OrderSchema.values()));
        knobs.put("partitions", plain.everyTopic(t -> t.partitions(3)));
        knobs.put("disorder", plain.everyTopic(t -> t.disorder(minute)));
        knobs.put("late", plain.everyTopic(t -> t.late(0.1, minute)));
        knobs.put("duplicates", plain.everyTopic(t -> t.duplicates(0.1, minute)));
        knobs.put("malformed", plain.everyTopic(t -> t.malformed(0.1)));
        knobs.put("idle at all", plain.everyTopic(t -> t.idle(1, Duration.ZERO)));
        knobs.put("idle later", plain.everyTopic(t -> t.idle(2, Duration.ofMinutes(5))));
        knobs.put("one topic", plain.topic(Topics.ORDER, messy));
        knobs.put("everything", plain.skew(1).orderSchemas(OrderSchema.values()).everyTopic(messy));
        StringBuilder all = new StringBuilder();
        knobs.forEach(
                (name, settings) ->
                        all.append(digest(settings)).append(" ").append(name).append("\n"));
        return all.toString();
    }

    private static String digest(GeneratorSettings settings) {
        try (DigestOutputStream digest =
                        new DigestOutputStream(
                                OutputStream.nullOutputStream(),
                                MessageDigest.getInstance("SHA-256"));
                DataOutputStream out = new DataOutputStream(digest)) {
            MarketplaceGenerator.records(settings).forEach(record -> write(record, out));
            return HexFormat.of().formatHex(digest.getMessageDigest().digest());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (NoSuchAlgorithmException e) {
            throw new AssertionError(e);
        }
    }

    private static void write(GeneratedRecord record, DataOutputStream out) {
        try {
            out.writeUTF(record.topic());
            out.writeInt(record.partition());
            byte[] key = record.key().getBytes(StandardCharsets.UTF_8);
            out.writeInt(key.length);
            out.write(key);
            out.writeInt(record.tombstone() ? -1 : record.value().length);
            out.write(record.tombstone() ? new byte[0] : record.value());
            out.writeLong(record.timestamp().toEpochMilli());
            out.writeLong(record.eventTime().toEpochMilli());
            out.writeBoolean(record.late());
            out.writeBoolean(record.duplicate());
            out.writeUTF(record.malformed() ? record.malformation().name() : "");
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
