package dev.flinklabs.coach.runner;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;

class DoorTest {

    private static final String TOKEN = "token";

    @Test
    void who_resets_the_connection_before_the_token_keeps_nobody_else_out() throws IOException {
        try (ServerSocket door = Door.open()) {
            try (Socket scanner =
                    new Socket(InetAddress.getLoopbackAddress(), door.getLocalPort())) {
                scanner.setSoLinger(true, 0);
            }
            try (Socket guest = Door.enter(door.getLocalPort(), TOKEN);
                    Socket accepted = Door.accept(door, TOKEN)) {
                assertThat(accepted.getPort()).isEqualTo(guest.getLocalPort());
            }
        }
    }
}
