package dev.flinklabs.testkit.failure;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

class ErrorPagesTest {

    private static final Path PAGES = Path.of("..", "..", "docs", "errors");

    @Test
    void a_failure_names_the_page_of_its_words() {
        assertThat(ErrorPages.lineFor("x: Undefined offset with no reset policy for partitions"))
                .isEqualTo("\nMore: docs/errors/undefined-offset-with-no-reset-policy.md");
    }

    @Test
    void a_failure_without_a_page_names_none() {
        assertThat(ErrorPages.lineFor("the price of p-3 is negative")).isEmpty();
    }

    @Test
    void every_page_is_headed_by_its_words_and_shows_an_error_that_has_them() throws IOException {
        for (Map.Entry<String, String> page : ErrorPages.PAGES) {
            String text = Files.readString(PAGES.resolve(page.getValue() + ".md"));
            assertThat(text).startsWith("# " + page.getKey() + "\n");
            assertThat(text.substring(text.indexOf("```"))).contains(page.getKey());
        }
    }

    @Test
    void no_page_is_without_words_that_lead_to_it() throws IOException {
        try (Stream<Path> files = Files.list(PAGES)) {
            List<String> names =
                    files.map(file -> file.getFileName().toString().replace(".md", ""))
                            .filter(name -> !name.equals("README"))
                            .toList();
            assertThat(names)
                    .containsExactlyInAnyOrderElementsOf(
                            ErrorPages.PAGES.stream().map(Map.Entry::getValue).toList());
        }
    }
}
