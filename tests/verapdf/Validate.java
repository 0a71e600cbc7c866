/* SPDX-License-Identifier: EUPL-1.2 */
import java.io.FileInputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Paths;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import org.verapdf.gf.foundry.VeraGreenfieldFoundryProvider;
import org.verapdf.pdfa.Foundries;
import org.verapdf.pdfa.PDFAParser;
import org.verapdf.pdfa.PDFAValidator;
import org.verapdf.pdfa.flavours.PDFAFlavour;
import org.verapdf.pdfa.results.TestAssertion;
import org.verapdf.pdfa.results.ValidationResult;
import org.verapdf.pdfa.validation.profiles.Profiles;
import org.verapdf.pdfa.validation.profiles.RuleId;

/*
 * Validate FLAVOUR=RULES,... FILE...: holds every file against every flavour (ua1, 2a, 3a), of PDF/A only against the
 * part that its metadata name, 3a where they say "3" and 2a otherwise. Fails where a rule fails, and
 * where the profile has another number of rules than is said: a set-up that loads an empty profile passes everything.
 */
public class Validate {
    public static void main(String[] arguments) throws Exception {
        VeraGreenfieldFoundryProvider.initialise();
        boolean good = true;
        for (int i = 1; i < arguments.length; i++)
            for (String flavour : arguments[0].split(",")) {
                String[] parts = flavour.split("=");
                if (parts[0].equals(claimsThird(arguments[i]) ? "2a" : "3a"))
                    continue;
                good &= validate(PDFAFlavour.byFlavourId(parts[0]), Integer.parseInt(parts[1]), arguments[i]);
            }
        System.exit(good && arguments.length > 1 ? 0 : 1);
    }

    private static boolean claimsThird(String file) throws Exception {
        String text = new String(Files.readAllBytes(Paths.get(file)), StandardCharsets.ISO_8859_1);
        return text.contains("<pdfaid:part>3</pdfaid:part>");
    }

    private static boolean validate(PDFAFlavour flavour, int wanted, String file) throws Exception {
        int rules = Profiles.getVeraProfileDirectory().getValidationProfileByFlavour(flavour).getRules().size();
        try (PDFAParser parser = Foundries.defaultInstance().createParser(new FileInputStream(file), flavour);
             PDFAValidator validator = Foundries.defaultInstance().createValidator(flavour, false)) {
            ValidationResult result = validator.validate(parser);
            Map<RuleId, Integer> failed = result.getFailedChecks();
            System.out.printf("%s %s: %d rules, %d checks, %d failed rules%n", file, flavour.getId(), rules,
                              result.getTotalAssertions(), failed.size());
            tell(result, failed);
            if (rules != wanted)
                System.out.printf("  %d rules were expected%n", wanted);
            return failed.isEmpty() && result.isCompliant() && rules == wanted && result.getTotalAssertions() > 0;
        }
    }

    /* The first place of every rule that failed. */
    private static void tell(ValidationResult result, Map<RuleId, Integer> failed) {
        Set<RuleId> told = new HashSet<>();
        for (TestAssertion assertion : result.getTestAssertions()) {
            RuleId rule = assertion.getRuleId();
            if (assertion.getStatus() == TestAssertion.Status.FAILED && told.add(rule))
                System.out.printf("  %s-%d, %d times: %s [%s]%n", rule.getClause(), rule.getTestNumber(),
                                  failed.get(rule), assertion.getMessage(), assertion.getLocation().getContext());
        }
    }
}
