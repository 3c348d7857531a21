package io.otedama.payout;

import io.otedama.error.ConfigProblem;
import io.otedama.error.ConfigurationException;
import java.math.BigInteger;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * What an operator decides about payouts.
 *
 * @param scheme name of the {@link PayoutScheme}
 * @param parameters of the scheme, by key
 * @param feeBasisPoints the pool's fee; {@code floor(B·fee/10000)} is taken before the block is shared
 * @param donationBasisPoints share of every block that goes to {@code donationAccount}, rounded down likewise
 * @param donationAccount address, empty when nothing is donated
 */
public record PayoutTerms(
        String scheme,
        Map<String, String> parameters,
        int feeBasisPoints,
        int donationBasisPoints,
        String donationAccount) {
    /** All of a block. */
    public static final int ALL_BASIS_POINTS = 10_000;

    private static final String FEE = "fee";
    private static final String DONATION = "donation";
    private static final String DONATION_TO = "donation-to";

    public PayoutTerms {
        parameters = Map.copyOf(parameters);
    }

    /** A scheme without parameters and fees. */
    public static PayoutTerms of(String scheme) {
        return new PayoutTerms(scheme, Map.of(), 0, 0, "");
    }

    public PayoutTerms withFee(int basisPoints) {
        return new PayoutTerms(scheme, parameters, basisPoints, donationBasisPoints, donationAccount);
    }

    /**
     * From {@code NAME[:key=value,…]}. Every scheme takes {@code fee} and {@code donation} (basis points) and {@code donation-to};
     * the other keys are its own.
     *
     * @throws ConfigurationException with every mistake, those of the scheme's own parameters included
     */
    public static PayoutTerms parse(String text) {
        int colon = text.indexOf(':');
        String scheme = colon < 0 ? text : text.substring(0, colon);
        List<ConfigProblem> problems = new ArrayList<>();
        TreeMap<String, String> given = new TreeMap<>();
        for (String pair : colon < 0 ? new String[0] : text.substring(colon + 1).split(",", -1)) {
            int equals = pair.indexOf('=');
            if (equals <= 0) {
                problems.add(
                        new ConfigProblem("payout." + scheme, "\"" + pair + "\" is no key=value", "Write key=value"));
            } else if (given.put(pair.substring(0, equals), pair.substring(equals + 1)) != null) {
                problems.add(new ConfigProblem(
                        "payout." + scheme + "." + pair.substring(0, equals), "is given twice", "Give it once"));
            }
        }
        int fee = basisPoints(scheme, FEE, given, problems);
        int donation = basisPoints(scheme, DONATION, given, problems);
        String to = given.containsKey(DONATION_TO) ? given.remove(DONATION_TO) : "";
        PayoutTerms terms = new PayoutTerms(scheme, given, fee, donation, to);
        problems.addAll(terms.problems());
        if (!problems.isEmpty()) {
            throw new ConfigurationException(problems);
        }
        return terms;
    }

    private static int basisPoints(String scheme, String key, Map<String, String> given, List<ConfigProblem> problems) {
        String text = given.containsKey(key) ? given.remove(key) : "0";
        if (text.matches("[0-9]{1,5}") && Integer.parseInt(text) <= ALL_BASIS_POINTS) {
            return Integer.parseInt(text);
        }
        problems.add(new ConfigProblem(
                "payout." + scheme + "." + key, "is \"" + text + "\"", "Give basis points, 0 to 10000; 100 are 1 %"));
        return 0;
    }

    /** Everything that is wrong with these terms. */
    public List<ConfigProblem> problems() {
        List<ConfigProblem> problems = new ArrayList<>();
        if (feeBasisPoints < 0 || donationBasisPoints < 0 || feeBasisPoints + donationBasisPoints > ALL_BASIS_POINTS) {
            problems.add(new ConfigProblem(
                    "payout." + scheme + ".fee",
                    "fee and donation take " + (feeBasisPoints + donationBasisPoints) + " basis points",
                    "Leave something to the miners: both together take at most " + ALL_BASIS_POINTS));
        }
        if (donationBasisPoints > 0 && donationAccount.isEmpty()) {
            problems.add(new ConfigProblem(
                    "payout." + scheme + ".donation-to", "is missing", "Say which address the donation goes to"));
        }
        try {
            PayoutSchemes.byName(scheme).open(new SchemeParameters(scheme, parameters), new NoContext());
        } catch (ConfigurationException e) {
            problems.addAll(e.problems());
        }
        return problems;
    }

    /** {@code floor(value·basisPoints/10000)}, exact; base units. */
    public static long part(long value, int basisPoints) {
        return BigInteger.valueOf(value)
                .multiply(BigInteger.valueOf(basisPoints))
                .divide(BigInteger.valueOf(ALL_BASIS_POINTS))
                .longValueExact();
    }

    /** The parameters as the journal keeps them: {@code key=value,key=value} in the order of the keys. */
    public String parameterText() {
        return new SchemeParameters(scheme, parameters).canonicalText();
    }

    /** Back from {@link #parameterText()}. */
    public static Map<String, String> parametersOf(String text) {
        TreeMap<String, String> parameters = new TreeMap<>();
        for (String pair : text.isEmpty() ? new String[0] : text.split(",", -1)) {
            int equals = pair.indexOf('=');
            parameters.put(pair.substring(0, equals), pair.substring(equals + 1));
        }
        return parameters;
    }

    /** For a book that is only opened to hear its opinion of the parameters. */
    private record NoContext() implements SchemeContext {
        @Override
        public ShareTail openTail() {
            return new ShareTail() {
                @Override
                public void seek(long sequence) {
                    throw new IllegalStateException("there are no shares");
                }

                @Override
                public CreditedShare next() {
                    throw new IllegalStateException("there are no shares");
                }
            };
        }

        @Override
        public int feeBasisPoints() {
            return 0;
        }
    }
}
