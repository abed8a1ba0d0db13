package io.sluice.sandbox.aws;

import io.sluice.sandbox.gate.Outcome;
import io.sluice.sandbox.world.ResourceTags;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/// CreateTags, DeleteTags and DescribeTags, for every kind of resource.
record Tags(Resources resources) {
    private static final int MAX_TAGS = 50;

    private record OwnedTag(ResourceTags owner, String key, String value) {}

    void register(Map<String, AwsAction> actions) {
        actions.put("CreateTags", AwsAction.write(this::create));
        actions.put("DeleteTags", AwsAction.write(this::delete));
        actions.put("DescribeTags", AwsAction.read(this::describe));
    }

    private Outcome create(AwsRequest request) {
        List<String> ids = resourceIds(request);
        Map<String, String> tags = request.tags("Tag");
        if (tags.isEmpty()) {
            throw AwsError.missing("Tag");
        }
        for (String id : ids) {
            Map<String, String> all = new TreeMap<>(resources.cloud().tags(id));
            all.putAll(tags);
            if (all.size() > MAX_TAGS) {
                throw AwsError.bad(
                        "TagLimitExceeded",
                        "The maximum number of Tags for a resource is " + MAX_TAGS);
            }
        }
        request.stopIfDryRun();
        boolean changed = false;
        for (String id : ids) {
            changed |= resources.cloud().tag(id, type(request, id), request.region(), tags);
        }
        List<String> shown = new ArrayList<>();
        tags.forEach((key, value) -> shown.add(key + "=" + value));
        return Outcome.write(
                AwsAnswers.ec2True(request.action()),
                changed,
                String.join(",", ids),
                String.join(",", shown));
    }

    private Outcome delete(AwsRequest request) {
        List<String> ids = resourceIds(request);
        ids.forEach(id -> type(request, id));
        request.stopIfDryRun();
        boolean changed = false;
        for (String id : ids) {
            changed |= deleteOn(request, id);
        }
        return Outcome.write(
                AwsAnswers.ec2True(request.action()), changed, String.join(",", ids), "");
    }

    /// A key without a value takes the tag away whatever its value; no key at all takes all away.
    private boolean deleteOn(AwsRequest request, String id) {
        Map<String, String> left = new TreeMap<>(resources.cloud().tags(id));
        if (request.numbers("Tag").isEmpty()) {
            left.clear();
        }
        for (int n : request.numbers("Tag")) {
            String key = request.need("Tag." + n + ".Key");
            String value = "Tag." + n + ".Value";
            if (request.fields().has(value)) {
                left.remove(key, request.fields().orElse(value, ""));
            } else {
                left.remove(key);
            }
        }
        boolean changed = !left.equals(resources.cloud().tags(id));
        if (changed) {
            resources
                    .cloud()
                    .resourceTags()
                    .put(id, new ResourceTags(id, type(request, id), request.region(), left));
        }
        return changed;
    }

    private static List<String> resourceIds(AwsRequest request) {
        List<String> ids = request.list("ResourceId");
        if (ids.isEmpty()) {
            throw AwsError.missing("ResourceId");
        }
        return ids;
    }

    /// The kind of an existing resource; refuses an id that is not there.
    private String type(AwsRequest request, String id) {
        int dash = id.indexOf('-');
        return switch (dash < 0 ? id : id.substring(0, dash)) {
            case "i" -> {
                resources.vm(request, id);
                yield "instance";
            }
            case "eni" -> {
                resources.networkInterface(request, id);
                yield "network-interface";
            }
            case "sg" -> {
                resources.group(request, id);
                yield "security-group";
            }
            case "snap" -> {
                resources.snapshot(request, id);
                yield "snapshot";
            }
            case "vol" -> "volume";
            case "ami" -> "image";
            case "vpc" -> "vpc";
            case "subnet" -> "subnet";
            default -> throw AwsError.bad("InvalidID", "The ID '%s' is not valid".formatted(id));
        };
    }

    private Outcome describe(AwsRequest request) {
        request.stopIfDryRun();
        Filters<OwnedTag> filters =
                new Filters<OwnedTag>(tag -> Map.of(tag.key(), tag.value()))
                        .on("resource-id", tag -> tag.owner().resourceId())
                        .on("resource-type", tag -> tag.owner().resourceType())
                        .on("key", OwnedTag::key)
                        .on("value", OwnedTag::value);
        List<OwnedTag> all = new ArrayList<>();
        for (ResourceTags owner : resources.cloud().resourceTags().all()) {
            if (owner.region().equals(request.region())) {
                owner.tags().forEach((key, value) -> all.add(new OwnedTag(owner, key, value)));
            }
        }
        Page<OwnedTag> page =
                Page.of(request, all.stream().filter(filters.matching(request.filters())).toList());
        return Outcome.of(
                AwsAnswers.ec2(
                        request.action(),
                        xml ->
                                xml.each(
                                                "tagSet",
                                                "item",
                                                page.items(),
                                                (x, tag) ->
                                                        x.leaf(
                                                                        "resourceId",
                                                                        tag.owner().resourceId())
                                                                .leaf(
                                                                        "resourceType",
                                                                        tag.owner().resourceType())
                                                                .leaf("key", tag.key())
                                                                .leaf("value", tag.value()))
                                        .leaf("nextToken", page.nextToken())));
    }
}
