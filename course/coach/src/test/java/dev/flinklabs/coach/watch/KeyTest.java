package dev.flinklabs.coach.watch;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

import java.nio.charset.StandardCharsets;
import java.util.List;

class KeyTest {

    @Test
    void letters_are_keys_small_and_capital() {
        assertThat(in("hnlrx?qy ")).isEqualTo(in("HNLRX?QY "));
        assertThat(in("hnlrx?qy "))
                .containsExactly(
                        Key.HINT, Key.NEXT, Key.LIST, Key.RERUN, Key.RESET, Key.HELP, Key.QUIT,
                        Key.YES, Key.MORE);
    }

    @Test
    void control_d_quits_and_control_l_redraws() {
        assertThat(in("\u0004\f")).containsExactly(Key.QUIT, Key.REDRAW);
    }

    @Test
    void escape_alone_leads_back_and_an_arrow_does_nothing() {
        assertThat(in("\u001b")).containsExactly(Key.BACK);
        assertThat(in("\u001b[A")).isEmpty();
        assertThat(in("\u001bq")).as("Alt-q").isEmpty();
    }

    @Test
    void letters_that_are_not_english_are_no_commands() {
        assertThat(in("ı").stream().distinct()).containsExactly(Key.BACK);
    }

    private static List<Key> in(String typed) {
        byte[] read = typed.getBytes(StandardCharsets.UTF_8);
        return Key.in(read, read.length);
    }
}
