package dev.flinklabs.coach.bench;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Arrays;

/**
 * The last 64 KiB of what a process prints, cut into runs by a mark that the process prints when a
 * run is over.
 */
final class OutputTail {

    static final int LIMIT = 64 * 1024;

    private byte[] tail = new byte[2 * LIMIT];
    private int length;
    private byte[] mark;
    private String run;
    private boolean closed;

    /** Reads until the end of the stream. */
    void drain(InputStream output) {
        byte[] chunk = new byte[8 * 1024];
        try {
            for (int read = output.read(chunk); read >= 0; read = output.read(chunk)) {
                append(chunk, read);
            }
        } catch (IOException e) {
            // A killed process's pipe may break instead of ending.
        }
        close();
    }

    /** Forgets what was printed, and looks out for this mark from now on. */
    synchronized void begin(String mark) {
        this.mark = mark.getBytes(StandardCharsets.UTF_8);
        length = 0;
        run = null;
    }

    /**
     * What was printed since {@link #begin} up to the mark, or up to now where the mark does not
     * come, because the process has ended or patience has run out.
     */
    synchronized String end(Duration patience) {
        long deadline = System.nanoTime() + patience.toNanos();
        try {
            for (long left = patience.toMillis(); run == null && !closed && left > 0; ) {
                wait(left);
                left = (deadline - System.nanoTime()) / 1_000_000;
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        return run == null ? text(length) : run;
    }

    private synchronized void append(byte[] chunk, int count) {
        if (run != null) {
            return;
        }
        if (length + count > tail.length) {
            System.arraycopy(tail, length - LIMIT, tail, 0, LIMIT);
            length = LIMIT;
        }
        System.arraycopy(chunk, 0, tail, length, count);
        length += count;
        int end = mark == null ? -1 : indexOfMark(Math.max(0, length - count - mark.length));
        if (end >= 0) {
            run = text(end);
            notifyAll();
        }
    }

    private synchronized void close() {
        closed = true;
        notifyAll();
    }

    private int indexOfMark(int from) {
        for (int i = from; i + mark.length <= length; i++) {
            if (Arrays.equals(tail, i, i + mark.length, mark, 0, mark.length)) {
                return i;
            }
        }
        return -1;
    }

    private String text(int end) {
        int begin = Math.max(0, end - LIMIT);
        while (begin > 0 && begin < end && isInsideCharacter(tail[begin])) {
            begin++;
        }
        return new String(tail, begin, end - begin, StandardCharsets.UTF_8);
    }

    private static boolean isInsideCharacter(byte next) {
        return (next & 0xC0) == 0x80;
    }
}
