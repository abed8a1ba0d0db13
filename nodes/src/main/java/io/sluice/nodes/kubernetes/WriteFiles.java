package io.sluice.nodes.kubernetes;

import io.sluice.engine.node.Change;
import io.sluice.engine.node.EffectClass;
import io.sluice.engine.node.EffectNode;
import io.sluice.engine.node.Field;
import io.sluice.engine.node.NodeContext;
import io.sluice.engine.node.NodeDescriptor;
import io.sluice.engine.node.NodeEnvironment;
import io.sluice.engine.node.NodeFailure;
import io.sluice.engine.node.Plan;
import io.sluice.engine.node.Reconciliation;
import io.sluice.policy.manifest.Manifest;
import io.sluice.policy.register.PolicyRecord;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/// Writes policies as YAML files into the folder that an administrator has named.
final class WriteFiles
        implements EffectNode<WriteFiles.Config, WriteFiles.Request, WriteFiles.Output> {
    record Config(
            @Field(title = "Policies", description = "Ids.", example = "[\"pol-7f3a\"]")
                    List<String> policies,
            @Field(
                            title = "Folder",
                            description = "Below the folder for policies; empty for itself.",
                            defaultValue = "\"\"",
                            pattern = "([a-z0-9][a-z0-9-]{0,62})?",
                            example = "\"prod\"")
                    String folder) {
        Config {
            policies = List.copyOf(policies);
        }
    }

    record Request(List<File> files) {
        Request {
            files = List.copyOf(files);
        }
    }

    /// @param path below the root
    /// @param content null when the file is to go
    /// @param before null when there was none
    record File(String path, @Nullable String content, @Nullable String before) {
        boolean changes() {
            return !java.util.Objects.equals(content, before);
        }
    }

    record Output(
            @Field(title = "Files", description = "Below the folder for policies.")
                    List<String> files,
            @Field(title = "Changed") int changed) {
        Output {
            files = List.copyOf(files);
        }
    }

    private final Optional<PolicyFolder> folder;
    private final Policies policies;

    WriteFiles(NodeEnvironment environment, Policies policies) {
        this.folder = environment.service(PolicyFolder.class);
        this.policies = policies;
    }

    @Override
    public NodeDescriptor descriptor() {
        return new NodeDescriptor(
                "crs.write-files",
                1,
                "Write policy files",
                RolloutNode.CATEGORY,
                "file-export",
                "Writes policies as YAML files, in the form that clusters would get.",
                """
                One file for each policy, `<namespace>-<name>.yaml`, with exactly what would be applied. It goes into the folder
                that an administrator has named for this, and nowhere else. A file that says the same is not written again; a
                policy that clusters are to lose has its file removed. Undo gives back what the files were.
                """,
                List.of("yaml", "export", "git", "gitops"),
                "",
                RolloutNode.errors(
                        Map.of(
                                "crs.no-folder", "No folder for policies is set up.",
                                "crs.invalid", "The folder's name is not valid.",
                                "crs.file", "A file could not be read or written.",
                                "crs.file-changed",
                                        "At undo: somebody has changed the file since.")),
                List.of());
    }

    @Override
    public Class<Config> configType() {
        return Config.class;
    }

    @Override
    public Class<Request> planType() {
        return Request.class;
    }

    @Override
    public Class<Output> outputType() {
        return Output.class;
    }

    @Override
    public EffectClass effectClass() {
        return EffectClass.CONVERGENT;
    }

    @Override
    public Plan<Request> plan(Config config, NodeContext context) throws NodeFailure {
        if (!config.folder().matches("([a-z0-9][a-z0-9-]{0,62})?")) {
            throw NodeFailure.permanent(
                    "crs.invalid",
                    NodeFailure.Fault.USER,
                    "Expected a folder's name such as prod, found '" + config.folder() + "'.");
        }
        var files = new LinkedHashMap<String, File>();
        for (var policy : policies.load(config.policies(), context)) {
            var name = name(policy);
            var path = config.folder().isEmpty() ? name : config.folder() + "/" + name;
            files.put(path, new File(path, content(policy), read(path)));
        }
        return planned(List.copyOf(files.values()));
    }

    private static Plan<Request> planned(List<File> files) {
        var changes =
                files.stream()
                        .filter(File::changes)
                        .map(file ->
                                new Change(
                                        file.content() == null ? "delete" : "write",
                                        file.path(),
                                        "",
                                        file.before(),
                                        file.content(),
                                        (file.content() == null ? "Delete " : "Write ")
                                                + file.path()))
                        .toList();
        return new Plan<>(new Request(files), changes);
    }

    /// Names of objects are names of files too; the id stands in where there is no object.
    private static String name(PolicyRecord policy) {
        return policy.audit()
                .or(policy::enforce)
                .map(m ->
                        (m.namespace().isEmpty() ? "cluster" : m.namespace())
                                + "-"
                                + m.name()
                                + ".yaml")
                .orElse(policy.id().replaceAll("[^A-Za-z0-9-]", "-") + ".yaml");
    }

    private static @Nullable String content(PolicyRecord policy) {
        var present = policy.target().present();
        return present.isEmpty()
                ? null
                : present.stream().map(Manifest::toYaml).collect(Collectors.joining("---\n"));
    }

    private Path resolve(String path) throws NodeFailure {
        var root =
                folder.orElseThrow(() ->
                                NodeFailure.permanent(
                                        "crs.no-folder",
                                        NodeFailure.Fault.USER,
                                        "Expected a folder for policies, found none; an administrator names it in the settings."))
                        .root()
                        .toAbsolutePath()
                        .normalize();
        var file = root.resolve(path).normalize();
        if (!file.startsWith(root) || leadsOut(root, file)) {
            throw NodeFailure.permanent(
                    "crs.invalid",
                    NodeFailure.Fault.USER,
                    "Expected a file below the folder for policies, found "
                            + path
                            + ", which leads out of it; remove the link.");
        }
        return file;
    }

    /// Whether a link on the way, or the file itself, leads to somewhere else.
    private static boolean leadsOut(Path root, Path file) {
        try {
            var there = file;
            while (!Files.exists(there, LinkOption.NOFOLLOW_LINKS) && !there.equals(root)) {
                there = java.util.Objects.requireNonNull(there.getParent());
            }
            return Files.exists(root) && !there.toRealPath().startsWith(root.toRealPath());
        } catch (IOException e) {
            return true;
        }
    }

    private @Nullable String read(String path) throws NodeFailure {
        try {
            var file = resolve(path);
            return Files.exists(file) ? Files.readString(file) : null;
        } catch (IOException e) {
            throw broken(path, e);
        }
    }

    private static NodeFailure broken(String path, IOException e) {
        return NodeFailure.permanent(
                "crs.file",
                NodeFailure.Fault.USER,
                "Expected to read and write "
                        + path
                        + ", found: "
                        + e
                        + "; check the folder and its rights.");
    }

    @Override
    public Output execute(Request plan, NodeContext context) throws NodeFailure {
        context.ensureLeased();
        write(plan);
        return output(plan);
    }

    private void write(Request plan) throws NodeFailure {
        for (var file : plan.files()) {
            try {
                write(resolve(file.path()), file.content());
            } catch (IOException e) {
                throw broken(file.path(), e);
            }
        }
    }

    /// A reader sees the old file or the new one, never half of it.
    private void write(Path file, @Nullable String content) throws IOException {
        if (content == null) {
            Files.deleteIfExists(file);
            return;
        }
        var parent = java.util.Objects.requireNonNull(file.getParent());
        Files.createDirectories(parent);
        if (Files.exists(file) && Files.readString(file).equals(content)) {
            return;
        }
        var fresh = Files.createTempFile(parent, ".policy", ".tmp");
        Files.writeString(fresh, content);
        Files.move(
                fresh, file, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
    }

    private static Output output(Request plan) {
        return new Output(
                plan.files().stream().map(File::path).toList(),
                (int) plan.files().stream().filter(File::changes).count());
    }

    @Override
    public Reconciliation<Output> reconcile(Request plan, NodeContext context) throws NodeFailure {
        for (var file : plan.files()) {
            if (!java.util.Objects.equals(read(file.path()), file.content())) {
                return new Reconciliation.NotApplied<>();
            }
        }
        return new Reconciliation.Applied<>(output(plan));
    }

    @Override
    public Optional<Output> preview(Request plan) {
        return Optional.of(output(plan));
    }

    @Override
    public Optional<Undo<Request, Output>> undo() {
        return Optional.of(new Restore(this));
    }

    private record Restore(WriteFiles node) implements Undo<Request, Output> {
        @Override
        public Plan<Request> plan(Request applied, Output output, NodeContext context)
                throws NodeFailure {
            var back = new ArrayList<File>();
            for (var file : applied.files()) {
                var now = node.read(file.path());
                boolean untouched =
                        java.util.Objects.equals(now, file.content())
                                || java.util.Objects.equals(now, file.before());
                if (!untouched) {
                    throw NodeFailure.permanent(
                            "crs.file-changed",
                            NodeFailure.Fault.USER,
                            "Expected "
                                    + file.path()
                                    + " to be as this step left it, found another content; set it by hand.");
                }
                back.add(new File(file.path(), file.before(), now));
            }
            return planned(back);
        }

        @Override
        public void execute(Request undoPlan, NodeContext context) throws NodeFailure {
            node.write(undoPlan);
        }
    }
}
