package io.sluice.app.sandbox;

import io.sluice.app.connection.ConnectionKeeping.Filled;
import java.util.LinkedHashMap;
import java.util.Map;

/// How to reach everybody in the sandbox, by the name of the connection.
final class SandboxConnections {
    private SandboxConnections() {}

    static Map<String, Filled> at(String url) {
        var all = new LinkedHashMap<String, Filled>();
        cloud(url, all);
        containers(url, all);
        all.put("feodo", feed(url, "feodo.txt"));
        all.put("spamhaus-drop", feed(url, "drop.txt"));
        all.put("threatfox", feed(url, "threatfox.csv"));
        return all;
    }

    private static void cloud(String url, Map<String, Filled> all) {
        all.put(
                "aws",
                new Filled(
                        "aws",
                        Map.of(
                                "region", "us-east-1",
                                "endpoint", url + "/aws",
                                "accessKeyId", "AKIASANDBOX"),
                        Map.of("secretAccessKey", "sandbox-secret")));
        all.put(
                "qualys",
                new Filled(
                        "qualys",
                        Map.of(
                                "apiUrl",
                                url + "/qualys",
                                "gatewayUrl",
                                url + "/qualys-gateway",
                                "username",
                                "sandbox",
                                "pollInterval",
                                "PT1S"),
                        Map.of("password", "sandbox-password")));
        all.put(
                "servicenow",
                new Filled(
                        "servicenow",
                        Map.of(
                                "url", url + "/servicenow",
                                "username", "sandbox",
                                "pollInterval", "PT5S"),
                        Map.of("password", "sandbox-password")));
    }

    private static void containers(String url, Map<String, Filled> all) {
        all.put(
                "kubernetes",
                new Filled(
                        "kubernetes",
                        Map.of("mode", "token", "server", url + "/kubernetes/prod"),
                        Map.of("token", "sandbox-token")));
        all.put(
                "abuseipdb",
                new Filled(
                        "abuseipdb",
                        Map.of("url", url + "/abuseipdb"),
                        Map.of("key", "sandbox-key")));
        all.put(
                "siem",
                new Filled(
                        "siem",
                        Map.of("kind", "splunk", "url", url + "/splunk", "policyEvents", "yes"),
                        Map.of("secret", "sandbox-hec")));
    }

    private static Filled feed(String url, String name) {
        return new Filled("threat-feed", Map.of("url", url + "/feeds/" + name), Map.of());
    }
}
