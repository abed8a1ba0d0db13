package io.sluice.sandbox.aws;

import io.sluice.sandbox.http.Answer;
import io.sluice.sandbox.http.Xml;
import java.util.UUID;
import java.util.function.Consumer;

/// The two envelopes: that of the `ec2` protocol and that of the `query` protocol, which STS
/// speaks.
final class AwsAnswers {
    private static final String EC2 = "http://ec2.amazonaws.com/doc/2016-11-15/";
    private static final String STS = "https://sts.amazonaws.com/doc/2011-06-15/";

    private AwsAnswers() {}

    static Answer ec2(String action, Consumer<Xml> content) {
        Xml xml =
                new Xml()
                        .in(
                                "%sResponse xmlns=\"%s\"".formatted(action, EC2),
                                x -> {
                                    x.leaf("requestId", requestId());
                                    content.accept(x);
                                });
        return Answer.xml(200, xml.document());
    }

    static Answer ec2True(String action) {
        return ec2(action, x -> x.leaf("return", true));
    }

    static Answer sts(String action, Consumer<Xml> result) {
        Xml xml =
                new Xml()
                        .in(
                                "%sResponse xmlns=\"%s\"".formatted(action, STS),
                                x ->
                                        x.in(action + "Result", result)
                                                .in(
                                                        "ResponseMetadata",
                                                        m -> m.leaf("RequestId", requestId())));
        return Answer.xml(200, xml.document());
    }

    static Answer error(boolean sts, AwsError error) {
        return sts ? stsError(error) : ec2Error(error);
    }

    private static Answer ec2Error(AwsError error) {
        Xml xml =
                new Xml()
                        .in(
                                "Response",
                                r ->
                                        r.in(
                                                        "Errors",
                                                        l ->
                                                                l.in(
                                                                        "Error",
                                                                        e ->
                                                                                e.leaf(
                                                                                                "Code",
                                                                                                error
                                                                                                        .code())
                                                                                        .leaf(
                                                                                                "Message",
                                                                                                error
                                                                                                        .text())))
                                                .leaf("RequestID", requestId()));
        return Answer.xml(error.status(), xml.document());
    }

    private static Answer stsError(AwsError error) {
        Xml xml =
                new Xml()
                        .in(
                                "ErrorResponse xmlns=\"%s\"".formatted(STS),
                                r ->
                                        r.in(
                                                        "Error",
                                                        e ->
                                                                e.leaf(
                                                                                "Type",
                                                                                error.status() < 500
                                                                                        ? "Sender"
                                                                                        : "Receiver")
                                                                        .leaf("Code", error.code())
                                                                        .leaf(
                                                                                "Message",
                                                                                error.text()))
                                                .leaf("RequestId", requestId()));
        return Answer.xml(error.status(), xml.document());
    }

    private static String requestId() {
        return UUID.randomUUID().toString();
    }
}
