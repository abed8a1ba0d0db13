package io.sluice.sandbox.aws;

import io.sluice.sandbox.gate.Outcome;
import java.util.function.Function;

/// One action of the Query API.
record AwsAction(boolean write, Function<AwsRequest, Outcome> act) {
    static AwsAction read(Function<AwsRequest, Outcome> act) {
        return new AwsAction(false, act);
    }

    static AwsAction write(Function<AwsRequest, Outcome> act) {
        return new AwsAction(true, act);
    }
}
