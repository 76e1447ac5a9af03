import java.io.File;
import java.io.IOException;
import java.io.InputStream;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.Date;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.logging.LogManager;
import javax.xml.parsers.DocumentBuilderFactory;
import org.verapdf.gf.foundry.VeraGreenfieldFoundryProvider;
import org.verapdf.pdfa.Foundries;
import org.verapdf.pdfa.PDFAParser;
import org.verapdf.pdfa.flavours.PDFAFlavour;
import org.verapdf.pdfa.results.TestAssertion;
import org.verapdf.pdfa.results.ValidationResult;
import org.verapdf.pdfa.validation.profiles.ErrorArgument;
import org.verapdf.pdfa.validation.profiles.ErrorArgumentImpl;
import org.verapdf.pdfa.validation.profiles.Profiles;
import org.verapdf.pdfa.validation.profiles.Rule;
import org.verapdf.pdfa.validation.profiles.RuleId;
import org.verapdf.pdfa.validation.profiles.ValidationProfile;
import org.verapdf.pdfa.validation.profiles.Variable;
import org.w3c.dom.Element;
import org.w3c.dom.Node;

/**
 * Runs veraPDF on files: {@code java Vera ua1,2a one.pdf two.pdf}.
 *
 * <p>Prints, for each file and flavour, a line with the number of checks and then a line for each failed rule. Tabs separate the
 * fields:
 *
 * <pre>
 * checked  file  flavour  checks
 * failed   file  flavour  rule  count  message of the first failure
 * </pre>
 *
 * A file that cannot be checked ends the run with an exception, so that missing output never counts as a pass.
 */
public final class Vera {
    private static final Map<String, String> PROFILES = Map.of("ua1", "PDFUA-1", "2a", "PDFA-2A");

    public static void main(String[] arguments) throws Exception {
        LogManager.getLogManager().reset();
        VeraGreenfieldFoundryProvider.initialise();
        for (String flavour : arguments[0].split(",")) {
            ValidationProfile profile = readProfile(flavour);
            for (int number = 1; number < arguments.length; number++) {
                report(arguments[number], flavour, validate(arguments[number], profile));
            }
        }
    }

    private static ValidationResult validate(String file, ValidationProfile profile) throws Exception {
        // No limit on failures (-1); messages are kept, passed checks and progress are not.
        try (PDFAParser parser = Foundries.defaultInstance().createParser(new File(file), profile.getPDFAFlavour());
                var validator = Foundries.defaultInstance().createValidator(profile, -1, false, true, false)) {
            return validator.validate(parser);
        }
    }

    private static void report(String file, String flavour, ValidationResult result) {
        line("checked", file, flavour, result.getTotalAssertions());
        Map<RuleId, Integer> counts =
                new TreeMap<>(Comparator.comparing(RuleId::getClause).thenComparing(RuleId::getTestNumber));
        Map<RuleId, String> messages = new HashMap<>();
        for (TestAssertion assertion : result.getTestAssertions()) {
            if (assertion.getStatus() == TestAssertion.Status.FAILED) {
                counts.merge(assertion.getRuleId(), 1, Integer::sum);
                messages.putIfAbsent(
                        assertion.getRuleId(),
                        assertion.getErrorMessage() + " At: " + assertion.getLocation().getContext());
            }
        }
        counts.forEach((rule, count) ->
                line("failed", file, flavour, rule.getClause() + "-" + rule.getTestNumber(), count, messages.get(rule)));
    }

    private static void line(Object... fields) {
        List<String> cells = new ArrayList<>();
        for (Object field : fields) {
            cells.add(String.valueOf(field).replaceAll("\\s+", " "));
        }
        System.out.println(String.join("\t", cells));
    }

    /** Reads a profile with the DOM: the jar contains the profiles but not JAXB, with which veraPDF reads them. */
    private static ValidationProfile readProfile(String flavour) throws Exception {
        String name = PROFILES.get(flavour);
        Element root;
        try (InputStream source = PDFAFlavour.class.getResourceAsStream("/org/verapdf/pdfa/validation/" + name + ".xml")) {
            if (source == null) {
                throw new IOException("there is no profile " + flavour);
            }
            DocumentBuilderFactory factory = DocumentBuilderFactory.newInstance();
            factory.setNamespaceAware(true);
            root = factory.newDocumentBuilder().parse(source).getDocumentElement();
        }
        Set<Rule> rules = new HashSet<>();
        for (Element rule : children(root, "rules", "rule")) {
            rules.add(readRule(rule));
        }
        Set<Variable> variables = new HashSet<>();
        for (Element variable : children(root, "variables", "variable")) {
            variables.add(Profiles.variableFromValues(
                    variable.getAttribute("name"),
                    variable.getAttribute("object"),
                    text(variable, "defaultValue"),
                    text(variable, "value")));
        }
        var details = Profiles.profileDetailsFromValues(name, "", "veraPDF", new Date(0));
        return Profiles.profileFromValues(PDFAFlavour.byFlavourId(flavour), details, "", rules, variables);
    }

    private static Rule readRule(Element rule) {
        Element id = children(rule, "id").get(0);
        Element error = children(rule, "error").get(0);
        List<ErrorArgument> arguments = new ArrayList<>();
        for (Element argument : children(error, "arguments", "argument")) {
            arguments.add(ErrorArgumentImpl.fromValues(argument.getTextContent().strip(), attribute(argument, "name"), null));
        }
        String deferred = attribute(rule, "deferred");
        return Profiles.ruleFromValues(
                Profiles.ruleIdFromValues(
                        PDFAFlavour.Specification.valueOf(id.getAttribute("specification")),
                        id.getAttribute("clause"),
                        Integer.parseInt(id.getAttribute("testNumber"))),
                rule.getAttribute("object"),
                deferred == null ? null : Boolean.valueOf(deferred),
                rule.getAttribute("tags"),
                text(rule, "description"),
                text(rule, "test"),
                Profiles.errorFromValues(text(error, "message"), arguments),
                List.of());
    }

    /** Returns the elements at the end of a path of element names; empty if there is no such path. */
    private static List<Element> children(Element parent, String... path) {
        List<Element> found = List.of(parent);
        for (String name : path) {
            List<Element> next = new ArrayList<>();
            for (Element element : found) {
                for (Node node = element.getFirstChild(); node != null; node = node.getNextSibling()) {
                    if (node instanceof Element child && name.equals(child.getLocalName())) {
                        next.add(child);
                    }
                }
            }
            found = next;
        }
        return found;
    }

    private static String text(Element parent, String name) {
        List<Element> found = children(parent, name);
        return found.isEmpty() ? "" : found.get(0).getTextContent().strip();
    }

    private static String attribute(Element element, String name) {
        return element.hasAttribute(name) ? element.getAttribute(name) : null;
    }
}
