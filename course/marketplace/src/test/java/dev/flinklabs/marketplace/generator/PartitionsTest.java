package dev.flinklabs.marketplace.generator;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class PartitionsTest {

    /** The expected numbers come from the clients of Kafka 4.2.0. */
    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '\'',
            value = {
                "''|681",
                "o|95",
                "o-|974",
                "o-1|922",
                "o-12|960",
                "o-123|481",
                "{\"product_id\":\"p-3\"}|627",
                "Łódź|367"
            })
    void a_key_goes_where_kafkas_own_producer_sends_it(String key, int partitionOfThousand) {
        assertThat(Partitions.of(key, 1000)).isEqualTo(partitionOfThousand);
    }
}
