package dev.flinklabs.coach.maven;

import dev.flinklabs.coach.files.Disk;
import dev.flinklabs.coach.trouble.Trouble;

import org.w3c.dom.Document;
import org.w3c.dom.Element;
import org.w3c.dom.NodeList;
import org.xml.sax.SAXException;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;

import javax.xml.parsers.DocumentBuilderFactory;
import javax.xml.parsers.ParserConfigurationException;

/** Reads what Surefire wrote of each test. */
final class SurefireReports {

    private SurefireReports() {}

    /**
     * What became of the tests of one package, by {@code Class.method}: of each invocation the
     * failure's message, or an empty text where it passed.
     *
     * @param directory with Surefire's XML files
     * @param folder the last part of the package's name, such as {@code lab03}
     */
    static SortedMap<String, List<String>> read(Path directory, String folder) {
        SortedMap<String, List<String>> messages = new TreeMap<>();
        for (Path file : Disk.list(directory)) {
            if (file.getFileName().toString().endsWith(".xml")) {
                NodeList cases = parse(file).getElementsByTagName("testcase");
                for (int i = 0; i < cases.getLength(); i++) {
                    Element test = (Element) cases.item(i);
                    String[] packages = test.getAttribute("classname").split("\\.");
                    if (packages[packages.length - 2].equals(folder)) {
                        messages.computeIfAbsent(
                                        packages[packages.length - 1] + "." + method(test),
                                        name -> new ArrayList<>())
                                .add(message(test));
                    }
                }
            }
        }
        return messages;
    }

    /** Of a parameterised test Surefire tells the invocation too. */
    private static String method(Element test) {
        return test.getAttribute("name").replaceFirst("[(\\[{ ].*", "");
    }

    private static String message(Element test) {
        for (String kind : List.of("failure", "error", "skipped")) {
            NodeList found = test.getElementsByTagName(kind);
            if (found.getLength() > 0) {
                String message = ((Element) found.item(0)).getAttribute("message");
                return kind + " " + message;
            }
        }
        return "";
    }

    private static Document parse(Path file) {
        try {
            return DocumentBuilderFactory.newInstance().newDocumentBuilder().parse(file.toFile());
        } catch (IOException e) {
            throw Trouble.disk(file, e);
        } catch (SAXException | ParserConfigurationException e) {
            throw Trouble.course("%s is no report of Surefire: %s".formatted(file, e.getMessage()));
        }
    }
}
