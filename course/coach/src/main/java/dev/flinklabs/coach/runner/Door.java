package dev.flinklabs.coach.runner;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.SecureRandom;
import java.util.HexFormat;
import java.util.Optional;

/**
 * A port of this machine, on the loopback interface, that opens to those alone who know a token.
 * Other users of the machine can reach the port, too; nothing that they send is looked at.
 */
public final class Door {

    private static final String LISTENS = "Listens at port ";
    private static final int HANDSHAKE_MILLISECONDS = 5_000;
    private static final int TOKEN_BYTES = 16;

    private Door() {}

    /** A token that nobody can guess, in letters of ASCII. */
    public static String newToken() {
        byte[] token = new byte[TOKEN_BYTES];
        new SecureRandom().nextBytes(token);
        return HexFormat.of().formatHex(token);
    }

    /** A door at a free port. */
    public static ServerSocket open() throws IOException {
        return new ServerSocket(0, 0, InetAddress.getLoopbackAddress());
    }

    /** In a process that was started to have a door: the token, the first line of its input. */
    public static String tokenFrom(InputStream input) throws IOException {
        return line(input).orElse("");
    }

    /** In a process that was started to have a door: the line that {@link #portOf} waits for. */
    public static String announcement(ServerSocket door) {
        return LISTENS + door.getLocalPort();
    }

    /**
     * Gives the token to a process that was started to have a door, and waits for the door's port.
     *
     * @throws IOException when the process ends instead; says what it printed
     */
    public static int portOf(Process process, String token) throws IOException {
        try {
            OutputStream input = process.getOutputStream();
            input.write((token + "\n").getBytes(StandardCharsets.US_ASCII));
            input.flush();
        } catch (IOException e) {
            // It has died at once; what it printed says more than a broken pipe.
        }
        StringBuilder printed = new StringBuilder();
        InputStream output = process.getInputStream();
        for (Optional<String> line = line(output); line.isPresent(); line = line(output)) {
            if (line.get().startsWith(LISTENS)) {
                return Integer.parseInt(line.get().substring(LISTENS.length()).strip());
            }
            printed.append('\n').append(line.get());
        }
        throw new IOException("It says:" + printed);
    }

    /** The next connection that begins with the token. */
    public static Socket accept(ServerSocket door, String token) throws IOException {
        byte[] expected = token.getBytes(StandardCharsets.US_ASCII);
        while (true) {
            Socket socket = door.accept();
            try {
                socket.setSoTimeout(HANDSHAKE_MILLISECONDS);
                if (MessageDigest.isEqual(
                        socket.getInputStream().readNBytes(expected.length), expected)) {
                    socket.setSoTimeout(0);
                    socket.setTcpNoDelay(true);
                    return socket;
                }
            } catch (IOException e) {
                // Too slow, or gone already: as good as a wrong token.
            }
            socket.close();
        }
    }

    /** Enters. Whether the token was right is seen at the first answer. */
    public static Socket enter(int port, String token) throws IOException {
        Socket socket = new Socket(InetAddress.getLoopbackAddress(), port);
        socket.setTcpNoDelay(true);
        socket.getOutputStream().write(token.getBytes(StandardCharsets.US_ASCII));
        return socket;
    }

    /** Up to the end of the line and not a byte further; empty at the end of the input. */
    private static Optional<String> line(InputStream input) throws IOException {
        ByteArrayOutputStream line = new ByteArrayOutputStream();
        for (int next = input.read(); next != '\n'; next = input.read()) {
            if (next < 0) {
                return line.size() == 0
                        ? Optional.empty()
                        : Optional.of(line.toString(StandardCharsets.UTF_8));
            }
            line.write(next);
        }
        return Optional.of(line.toString(StandardCharsets.UTF_8));
    }
}
