package io.sluice.nodes.aws;

import io.sluice.engine.node.ConnectionType;
import io.sluice.engine.node.ConnectionType.Setting;
import java.util.List;

/// How to reach an AWS account.
final class AwsConnection {
    static final String ALLOWED_OPERATIONS = "allowedOperations";

    static final ConnectionType TYPE =
            new ConnectionType(
                    "aws",
                    "Amazon Web Services",
                    """
                    Give the identity only what the workflows need: each node lists its IAM permissions. Best is a **role**
                    that this product assumes (*Role ARN*, with an external id), next best a user with an access key. With
                    no key here, the SDK's default chain is used: environment, profile, container or instance role of the
                    host that the product runs on; do so only where every author of workflows may act as that host.

                    *Endpoint* is for private endpoints and for the sandbox; use a host name, not an address.
                    """,
                    List.of(
                            setting("region", "Region", "The usual region.", true, "us-east-1"),
                            setting(
                                    "accountId",
                                    "Account id",
                                    "For people.",
                                    false,
                                    "111122223333"),
                            setting(
                                    "accessKeyId",
                                    "Access key id",
                                    "Empty for the host's own identity.",
                                    false,
                                    "AKIAIOSFODNN7EXAMPLE"),
                            secret("secretAccessKey", "Secret access key", "Goes with the key id."),
                            secret("sessionToken", "Session token", "Only for temporary keys."),
                            setting(
                                    "roleArn",
                                    "Role ARN",
                                    "A role to assume with these keys.",
                                    false,
                                    "arn:aws:iam::111122223333:role/sluice"),
                            setting(
                                    "externalId",
                                    "External id",
                                    "What the role's trust policy asks for.",
                                    false,
                                    "sluice-7f3a"),
                            setting(
                                    ALLOWED_OPERATIONS,
                                    "Allowed operations",
                                    "Changing operations that the node 'AWS API call' may use, parted by commas; none"
                                            + " when empty.",
                                    false,
                                    "RebootInstances, CreateSnapshot"),
                            setting(
                                    "endpoint",
                                    "Endpoint",
                                    "Instead of AWS's own.",
                                    false,
                                    "http://localhost:8090/aws")));

    private AwsConnection() {}

    private static Setting setting(
            String key, String title, String description, boolean required, String example) {
        return new Setting(key, title, description, required, false, example);
    }

    private static Setting secret(String key, String title, String description) {
        return new Setting(key, title, description, false, true, "");
    }
}
