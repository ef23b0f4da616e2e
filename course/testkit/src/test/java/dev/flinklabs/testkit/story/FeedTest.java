package dev.flinklabs.testkit.story;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import dev.flinklabs.marketplace.Topics;
import dev.flinklabs.marketplace.generator.GeneratedRecord;
import dev.flinklabs.marketplace.generator.GeneratorSettings;

import org.junit.jupiter.api.Test;

import java.time.Duration;
import java.util.List;
import java.util.Map;

class FeedTest {

    private static final GeneratorSettings SETTINGS = GeneratorSettings.ofSeed(1);

    @Test
    void only_the_storys_topics_are_fed_and_have_its_partitions() {
        Feed feed =
                new Feed(
                        SETTINGS,
                        GeneratedRecord::key,
                        Map.of("receipts", 4, Topics.ORDER, 1, Topics.PRODUCT, 2));

        List<GeneratedRecord> records = feed.records().limit(200).toList();

        assertThat(feed.topics()).containsExactlyInAnyOrder(Topics.ORDER, Topics.PRODUCT);
        assertThat(records)
                .extracting(GeneratedRecord::topic)
                .containsOnly(Topics.ORDER, Topics.PRODUCT);
        assertThat(records)
                .filteredOn(record -> record.topic().equals(Topics.ORDER))
                .extracting(GeneratedRecord::partition)
                .containsOnly(0);
    }

    @Test
    void what_lies_there_before_anything_happens_is_the_snapshot() {
        Feed feed = new Feed(SETTINGS, GeneratedRecord::key, Map.of(Topics.PRODUCT, 2));

        assertThat(feed.records().takeWhile(feed::isSnapshot)).hasSize(SETTINGS.products());
    }

    @Test
    void there_is_more_than_anybody_can_watch_at_any_pace_of_the_shop() {
        for (Duration gap : List.of(Duration.ofNanos(1000), Duration.ofDays(1))) {
            Feed feed =
                    new Feed(
                            SETTINGS.orders(1).meanGap(gap),
                            GeneratedRecord::key,
                            Map.of(Topics.ORDER, 1));

            assertThat(feed.records().skip(30_000).findFirst()).isPresent();
        }
    }

    @Test
    void a_lab_may_have_keys_of_its_own() {
        Feed feed = new Feed(SETTINGS, record -> null, Map.of(Topics.ORDER, 1));

        assertThat(feed.key(feed.records().findFirst().orElseThrow())).isNull();
    }

    @Test
    void a_story_none_of_whose_topics_is_generated_cannot_be_fed() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new Feed(SETTINGS, GeneratedRecord::key, Map.of("sales", 1)))
                .withMessageStartingWith(
                        "The story's topics are [sales]; the generator fills none");
    }
}
