package dev.flinklabs.testkit.timeline;

import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.TreeSet;

/** What lies from left to right on a {@link Timeline}. */
interface Axis<P> {

    /** The label of the axis' own line. */
    String label();

    /** Fails when there is no such position on this axis. */
    void check(P position);

    /** The positions that are drawn, in order: those marked, and those that the axis always has. */
    List<P> positions(Collection<P> marked);

    /** How the positions are called, in the same order. */
    List<String> names(List<P> positions);

    /** How far apart two neighbours are, in any unit; 0 for as near as can be drawn. */
    double distance(P earlier, P later);

    /** Points of time, always in UTC. */
    record Times(String label) implements Axis<Instant> {

        private static final DateTimeFormatter DAY = formatter("MM-dd ");
        private static final DateTimeFormatter YEAR = formatter("uuuu-MM-dd ");

        @Override
        public void check(Instant position) {}

        @Override
        public List<Instant> positions(Collection<Instant> marked) {
            return List.copyOf(new TreeSet<>(marked));
        }

        @Override
        public List<String> names(List<Instant> positions) {
            long days =
                    positions.stream().filter(Times::isTime).map(DAY::format).distinct().count();
            long years =
                    positions.stream()
                            .filter(Times::isTime)
                            .map(t -> t.atOffset(ZoneOffset.UTC).getYear())
                            .distinct()
                            .count();
            List<String> names = new ArrayList<>();
            for (Instant position : positions) {
                String date = "";
                if (isTime(position) && years > 1) {
                    date = YEAR.format(position);
                } else if (isTime(position) && days > 1) {
                    date = DAY.format(position);
                }
                names.add(date + name(position));
            }
            return names;
        }

        @Override
        public double distance(Instant earlier, Instant later) {
            if (!isTime(earlier) || !isTime(later)) {
                return 0;
            }
            return (later.getEpochSecond() - earlier.getEpochSecond())
                    + (later.getNano() - earlier.getNano()) / 1e9;
        }

        static String name(Instant time) {
            if (!isTime(time)) {
                return "end of input";
            }
            int second = time.atOffset(ZoneOffset.UTC).getSecond();
            if (time.getNano() % 1_000_000 != 0) {
                return formatter("HH:mm:ss.nnnnnnnnn").format(time);
            }
            if (time.getNano() != 0) {
                return formatter("HH:mm:ss.SSS").format(time);
            }
            return formatter(second == 0 ? "HH:mm" : "HH:mm:ss").format(time);
        }

        private static boolean isTime(Instant time) {
            return time.isBefore(Timeline.END_OF_INPUT);
        }

        private static DateTimeFormatter formatter(String pattern) {
            return DateTimeFormatter.ofPattern(pattern, Locale.ROOT).withZone(ZoneOffset.UTC);
        }
    }

    /** Moments in the order in which they happened, all as far apart. */
    record Moments(Map<String, Integer> ranks) implements Axis<String> {

        static Moments of(List<String> moments) {
            Map<String, Integer> ranks = new TreeMap<>();
            for (String moment : moments) {
                if (ranks.put(moment, ranks.size()) != null) {
                    throw new IllegalArgumentException("Two moments are called " + moment + ".");
                }
            }
            return new Moments(ranks);
        }

        @Override
        public String label() {
            return "";
        }

        @Override
        public void check(String position) {
            if (!ranks.containsKey(position)) {
                throw new IllegalArgumentException(
                        "This time line has no moment "
                                + position
                                + "; its moments are "
                                + String.join(", ", positions(List.of()))
                                + ".");
            }
        }

        @Override
        public List<String> positions(Collection<String> marked) {
            return ranks.keySet().stream().sorted(Comparator.comparing(ranks::get)).toList();
        }

        @Override
        public List<String> names(List<String> positions) {
            return positions.stream().map(name -> Text.cut(Text.onOneLine(name), 24)).toList();
        }

        @Override
        public double distance(String earlier, String later) {
            return 1;
        }
    }
}
