package io.sluice.nodes.aws;

import io.sluice.engine.node.PermissionDocument;
import io.sluice.nodes.support.Json;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.regex.Pattern;

/// Writes the IAM policy that allows what node types need and nothing else: actions on the kinds of
/// resources they are about, tags of our own where no others are set, keys only by way of EC2.
///
/// Which resources and conditions an action takes is AWS's Service Authorization Reference for
/// Amazon EC2 and AWS KMS.
record IamPolicy(String partition, String account) {
    private static final String EVERYTHING = "*";
    private static final Pattern ACCOUNT = Pattern.compile("\\d{12}");
    private static final Pattern ROLE = Pattern.compile("arn:([a-z-]+):iam::(\\d{12}):role/.+");

    /// Kinds of resources by action; what is not here is about no resource in particular.
    private static final Map<String, List<String>> KINDS =
            Map.ofEntries(
                    Map.entry("ec2:StopInstances", List.of("instance")),
                    Map.entry("ec2:StartInstances", List.of("instance")),
                    Map.entry("ec2:TerminateInstances", List.of("instance")),
                    Map.entry("ec2:RebootInstances", List.of("instance")),
                    Map.entry("ec2:MonitorInstances", List.of("instance")),
                    Map.entry("ec2:UnmonitorInstances", List.of("instance")),
                    Map.entry("ec2:DisassociateIamInstanceProfile", List.of("instance")),
                    Map.entry("ec2:CreateSecurityGroup", List.of("security-group", "vpc")),
                    Map.entry("ec2:DeleteSecurityGroup", List.of("security-group")),
                    Map.entry("ec2:AuthorizeSecurityGroupEgress", List.of("security-group")),
                    Map.entry("ec2:RevokeSecurityGroupEgress", List.of("security-group")),
                    Map.entry("ec2:RevokeSecurityGroupIngress", List.of("security-group")),
                    Map.entry(
                            "ec2:ModifyNetworkInterfaceAttribute",
                            List.of("network-interface", "security-group", "instance")),
                    Map.entry("ec2:CopySnapshot", List.of("snapshot")),
                    Map.entry("ec2:CreateSnapshot", List.of("snapshot", "volume")),
                    Map.entry("ec2:DeleteSnapshot", List.of("snapshot")),
                    Map.entry("ec2:ResetSnapshotAttribute", List.of("snapshot")),
                    Map.entry("ec2:DetachVolume", List.of("volume", "instance")),
                    Map.entry(
                            "ec2:DisassociateAddress", List.of("elastic-ip", "network-interface")),
                    Map.entry("ec2:CreateTags", List.of(EVERYTHING, "snapshot", "image")),
                    Map.entry("ec2:DeleteTags", List.of(EVERYTHING, "snapshot", "image")),
                    Map.entry("kms:CreateGrant", List.of("key")),
                    Map.entry("kms:DescribeKey", List.of("key")),
                    Map.entry("kms:GenerateDataKeyWithoutPlaintext", List.of("key")));

    private record Scope(List<String> resources, Map<String, Map<String, Object>> conditions) {}

    static List<PermissionDocument> documents(
            Map<String, String> settings, Map<String, List<String>> needed) {
        var permissions = permissions(settings, needed);
        if (permissions.isEmpty()) {
            return List.of();
        }
        var policy = of(settings);
        var documents = new ArrayList<PermissionDocument>();
        var role = settings.getOrDefault("roleArn", "");
        documents.add(
                new PermissionDocument(
                        "IAM policy",
                        "json",
                        Json.indented(policy.allowing(permissions)),
                        role.isBlank()
                                ? "Attach it to the user or role behind the connection, and nothing"
                                        + " else."
                                : "Attach it to the role "
                                        + role
                                        + ", and nothing else. The identity that assumes the role"
                                        + " needs only sts:AssumeRole on it."));
        if (!role.isBlank()) {
            documents.add(policy.trust(settings));
        }
        return documents;
    }

    private static IamPolicy of(Map<String, String> settings) {
        var role = ROLE.matcher(settings.getOrDefault("roleArn", ""));
        if (role.matches()) {
            return new IamPolicy(role.group(1), role.group(2));
        }
        var account = settings.getOrDefault("accountId", "").replaceAll("[ -]", "");
        return new IamPolicy("aws", ACCOUNT.matcher(account).matches() ? account : EVERYTHING);
    }

    /// What is needed, each once; a restricted one goes when the whole one is needed as well. Of
    /// the node for every operation only those count that the connection allows.
    private static TreeSet<String> permissions(
            Map<String, String> settings, Map<String, List<String>> needed) {
        var allowed =
                Arrays.stream(
                                settings.getOrDefault(AwsConnection.ALLOWED_OPERATIONS, "")
                                        .split(","))
                        .map(name -> "ec2:" + name.strip())
                        .toList();
        var all = new TreeSet<String>();
        needed.forEach((type, permissions) ->
                permissions.stream()
                        .filter(one -> !type.equals("aws.api-call") || allowed.contains(one))
                        .forEach(all::add));
        all.removeIf(one -> one.contains(" [") && all.contains(action(one)));
        return all;
    }

    private static String action(String permission) {
        return permission.split(" ", 2)[0];
    }

    private Map<String, Object> allowing(TreeSet<String> permissions) {
        var scopes = new LinkedHashMap<Scope, List<String>>();
        for (var permission : permissions) {
            scopes.computeIfAbsent(scope(permission), _ -> new ArrayList<>())
                    .add(action(permission));
        }
        var statements = new ArrayList<Map<String, Object>>();
        scopes.forEach((scope, actions) -> {
            var statement = new LinkedHashMap<String, Object>();
            statement.put("Sid", "Sluice" + (statements.size() + 1));
            statement.put("Effect", "Allow");
            statement.put("Action", actions);
            statement.put("Resource", scope.resources());
            if (!scope.conditions().isEmpty()) {
                statement.put("Condition", scope.conditions());
            }
            statements.add(statement);
        });
        return document(statements);
    }

    private static Map<String, Object> document(List<Map<String, Object>> statements) {
        var document = new LinkedHashMap<String, Object>();
        document.put("Version", "2012-10-17");
        document.put("Statement", statements);
        return document;
    }

    private Scope scope(String permission) {
        var action = action(permission);
        var kinds = KINDS.getOrDefault(action, List.of());
        var resources =
                kinds.isEmpty()
                        ? List.of(EVERYTHING)
                        : kinds.stream().map(kind -> resource(action, kind)).toList();
        var conditions = new TreeMap<String, Map<String, Object>>();
        if (permission.contains(" [")) {
            var keys = permission.substring(permission.indexOf('[') + 1, permission.length() - 1);
            conditions.put("ForAllValues:StringLike", Map.of("aws:TagKeys", List.of(keys)));
        }
        if (action.startsWith("kms:")) {
            conditions.put("StringLike", Map.of("kms:ViaService", "ec2.*.amazonaws.com"));
        }
        if (action.equals("kms:CreateGrant")) {
            conditions.put("Bool", Map.of("kms:GrantIsForAWSResource", "true"));
        }
        return new Scope(resources, conditions);
    }

    /// Snapshots and images have no account in their names.
    private String resource(String action, String kind) {
        var service = action.substring(0, action.indexOf(':'));
        var owner = kind.equals("snapshot") || kind.equals("image") ? "" : account;
        var path = kind.equals(EVERYTHING) ? "*/*" : kind + "/*";
        return "arn:%s:%s:*:%s:%s".formatted(partition, service, owner, path);
    }

    private PermissionDocument trust(Map<String, String> settings) {
        var statement = new LinkedHashMap<String, Object>();
        statement.put("Effect", "Allow");
        statement.put(
                "Principal",
                Map.of("AWS", "arn:%s:iam::ACCOUNT-OF-SLUICE:root".formatted(partition)));
        statement.put("Action", "sts:AssumeRole");
        var external = settings.getOrDefault("externalId", "");
        if (!external.isBlank()) {
            statement.put("Condition", Map.of("StringEquals", Map.of("sts:ExternalId", external)));
        }
        return new PermissionDocument(
                "Trust policy of the role",
                "json",
                Json.indented(document(List.of(statement))),
                external.isBlank()
                        ? "Put in the identity that assumes the role. Set an external id on the"
                                + " connection, so that nobody else's connection can use the role."
                        : "Put in the identity that assumes the role.");
    }
}
