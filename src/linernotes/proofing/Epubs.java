import com.adobe.epubcheck.tool.EpubChecker;

/**
 * Asks EPUBCheck about several e-books: {@code java Epubs severities.txt one.json one.epub two.json two.epub}.
 *
 * <p>Its own command takes one e-book, and takes longer to start than to judge. Each e-book has its report written to the file
 * named before it, with the severities of that table; what cannot be judged leaves none.
 */
public final class Epubs {
    public static void main(String[] arguments) {
        for (int number = 1; number + 1 < arguments.length; number += 2) {
            new EpubChecker().run(new String[] {"-q", "-c", arguments[0], "--json", arguments[number], arguments[number + 1]});
        }
    }
}
