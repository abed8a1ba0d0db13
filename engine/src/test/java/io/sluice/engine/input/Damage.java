package io.sluice.engine.input;

import java.util.List;
import java.util.Random;

/// Damages texts as networks, editors and enemies do: drops, doubles and exchanges pieces, puts in
/// what means something, repeats it until it is deep or huge.
public final class Damage {
    private static final int LONG = 20_000;
    private static final String ODD =
            "\u0000\t\n\r\u007f\u0085\u00a0\ud800\udfff\u2028\ufeff\uffff🙂é漢";

    private final Random random;
    private final List<String> words;

    /// @param words pieces that mean something in the language of the texts
    public Damage(Random random, List<String> words) {
        this.random = random;
        this.words = words;
    }

    /// A text with a few damages.
    public String of(String text) {
        var result = text;
        for (int i = 0; i <= random.nextInt(4); i++) {
            result = once(result);
        }
        return result;
    }

    /// A text of nothing but pieces.
    public String anew() {
        var text = new StringBuilder();
        for (int i = random.nextInt(24); i >= 0; i--) {
            text.append(random.nextInt(8) == 0 ? odd() : word());
        }
        return random.nextInt(4) == 0 ? once(text.toString()) : text.toString();
    }

    private String once(String text) {
        int from = random.nextInt(text.length() + 1);
        int to = Math.min(text.length(), from + random.nextInt(1 + reach(text)));
        var piece = text.substring(from, to);
        var put =
                switch (random.nextInt(9)) {
                    case 0 -> "";
                    case 1 -> piece + piece;
                    case 2 -> word() + piece;
                    case 3 -> word();
                    case 4 -> odd() + piece;
                    case 5 -> new StringBuilder(piece).reverse().toString();
                    case 6 -> somewhere(text);
                    case 7 -> repeated(random.nextBoolean() ? word() : piece);
                    default -> Long.toString(random.nextLong()) + piece;
                };
        return text.substring(0, from) + put + text.substring(to);
    }

    private int reach(String text) {
        return random.nextInt(3) == 0 ? Math.max(1, text.length() / 2) : 12;
    }

    private String somewhere(String text) {
        int from = random.nextInt(text.length() + 1);
        return text.substring(from, Math.min(text.length(), from + 1 + random.nextInt(80)));
    }

    /// Mostly a little, now and then very often.
    private String repeated(String piece) {
        if (piece.isEmpty()) {
            return "";
        }
        int times = random.nextInt(10) == 0 ? LONG : 2 + random.nextInt(300);
        return piece.repeat(Math.min(times, 1 + 200_000 / piece.length()));
    }

    private String word() {
        return words.get(random.nextInt(words.size()));
    }

    private String odd() {
        int at = random.nextInt(ODD.length());
        return ODD.substring(at, at + 1);
    }
}
