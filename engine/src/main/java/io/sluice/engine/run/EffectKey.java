package io.sluice.engine.run;

import io.sluice.engine.definition.NodeId;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;

/// The name of one effect: the same in every attempt of a step, different in every other. Made of
/// the run, the node, which time round it is, and whether it is the undoing; of no attempt number,
/// no clock and no host. 32 hexadecimal digits.
public record EffectKey(String value) {

    /// The key of the change a step makes.
    public static EffectKey of(RunId run, NodeId node, int generation) {
        return new EffectKey(hash(run + "/" + node + "/" + generation));
    }

    /// The key of undoing the change that has this key.
    public EffectKey undo() {
        return new EffectKey(hash(value + "/undo"));
    }

    /// The id of a run that is begun in a group with this key: the same whenever it is begun.
    ///
    /// @param attempt which run for this item it is, from 1
    public RunId child(int index, int attempt) {
        return new RunId(Child.ID + hash(value + "/" + index + "/" + attempt));
    }

    private static String hash(String text) {
        try {
            var digest = MessageDigest.getInstance("SHA-256");
            var bytes = digest.digest(text.getBytes(StandardCharsets.UTF_8));
            return HexFormat.of().formatHex(bytes, 0, 16);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("Every Java platform has SHA-256", e);
        }
    }

    @Override
    public String toString() {
        return value;
    }
}
