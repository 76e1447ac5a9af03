import com.adobe.epubcheck.tool.EpubChecker;

/**
 * Runs EPUBCheck on several e-books: {@code java Epubs severities.txt one.json one.epub two.json two.epub}.
 *
 * <p>EPUBCheck's own command takes one e-book, and most of its time is start-up. The report on each e-book is written to the
 * file named before it, with the severities of the table; an e-book that EPUBCheck cannot judge gets no report.
 */
public final class Epubs {
    public static void main(String[] arguments) {
        for (int number = 1; number + 1 < arguments.length; number += 2) {
            new EpubChecker().run(new String[] {"-q", "-c", arguments[0], "--json", arguments[number], arguments[number + 1]});
        }
    }
}
