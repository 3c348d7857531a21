package io.otedama.examples;

import io.otedama.error.ConfigurationException;
import java.io.IOException;
import java.nio.charset.CharacterCodingException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.Map;
import org.yaml.snakeyaml.LoaderOptions;
import org.yaml.snakeyaml.Yaml;
import org.yaml.snakeyaml.constructor.SafeConstructor;
import org.yaml.snakeyaml.error.MarkedYAMLException;
import org.yaml.snakeyaml.error.YAMLException;

/** Reads a settings file: plain YAML of bounded size, no objects, no duplicate keys. */
final class YamlFile {
    /** A settings file is a few kilobytes. */
    static final int MAX_BYTES = 1 << 20;

    private static final int MAX_DEPTH = 10;

    private YamlFile() {}

    /**
     * @throws ConfigurationException when it cannot be read, naming line and column, never showing the text there
     */
    static Map<?, ?> read(Path file) {
        String text = text(file);
        LoaderOptions options = new LoaderOptions();
        options.setAllowDuplicateKeys(false);
        options.setAllowRecursiveKeys(false);
        options.setMaxAliasesForCollections(0);
        options.setNestingDepthLimit(MAX_DEPTH);
        options.setCodePointLimit(MAX_BYTES);
        Object root;
        try {
            root = new Yaml(new SafeConstructor(options)).load(text);
        } catch (MarkedYAMLException e) {
            String where = e.getProblemMark() == null
                    ? ""
                    : " in line " + (e.getProblemMark().getLine() + 1) + ", column "
                            + (e.getProblemMark().getColumn() + 1);
            throw problem(file, "is not valid YAML" + where, "Repair that place: " + e.getProblem());
        } catch (YAMLException e) {
            throw problem(file, "is not valid YAML", "Repair it: " + e.getMessage());
        }
        if (root == null) {
            return Map.of();
        }
        if (!(root instanceof Map<?, ?> map)) {
            throw problem(file, "is " + Section.kind(root), "Write lines of the form key: value");
        }
        return map;
    }

    private static String text(Path file) {
        try {
            if (Files.size(file) > MAX_BYTES) {
                throw problem(file, "is larger than " + MAX_BYTES + " bytes", "Name a settings file");
            }
            return Files.readString(file);
        } catch (NoSuchFileException e) {
            throw problem(file, "does not exist", "Name an existing file");
        } catch (CharacterCodingException e) {
            throw problem(file, "is not UTF-8 text", "Save it as UTF-8");
        } catch (IOException e) {
            throw problem(file, "cannot be read (" + e.getClass().getSimpleName() + ")", "Check its permissions");
        }
    }

    private static ConfigurationException problem(Path file, String problem, String remedy) {
        return new ConfigurationException(file.toString(), problem, remedy);
    }
}
