package dev.arbor.testing.handler;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;

/** The zip of a handler, put together file by file. Its input has all properties and parameters that were declared. */
public final class HandlerDraft {

    private static final long SOME_TIME = 1_750_000_000_000L;

    private final String name;
    private final String version;
    private final Map<String, byte[]> files = new LinkedHashMap<>();
    private final List<String> parameters = new ArrayList<>();
    private final StringBuilder declared = new StringBuilder();
    private final StringBuilder infos = new StringBuilder();
    private final StringBuilder template = new StringBuilder();
    private String top = "";
    private boolean deferrable;

    private HandlerDraft(String name, String version) {
        this.name = name;
        this.version = version;
    }

    /** A handler of a name without its version. */
    public static HandlerDraft of(String name, int version) {
        return new HandlerDraft(name, Integer.toString(version));
    }

    /** The class that its init.rb has to define. */
    public String rubyClass() {
        StringBuilder type = new StringBuilder();
        for (String word : definitionId().split("_")) {
            type.append(Character.toUpperCase(word.charAt(0))).append(word.substring(1));
        }
        return type.toString();
    }

    /** Its definition id. */
    public String definitionId() {
        return name + "_v" + version;
    }

    /** An init.rb whose class reads parameters and properties into {@code @p} and {@code @i}; the body is that of execute. */
    public HandlerDraft executing(String body) {
        return init("""
                class %s
                  def initialize(input)
                    @input = input
                    document = REXML::Document.new(input)
                    @p = {}
                    REXML::XPath.each(document, '/handler/parameters/parameter') { |e| @p[e.attributes['name']] = e.text.to_s }
                    @i = {}
                    REXML::XPath.each(document, '/handler/infos/info') { |e| @i[e.attributes['name']] = e.text.to_s }
                  end

                  def results(values)
                    inside = values.map { |k, v| "<result name=\\"#{k}\\">#{ERB::Util.html_escape(v)}</result>" }.join
                    "\\n<results>#{inside}</results>\\n"
                  end

                  def execute
                    %s
                  end
                end
                """.formatted(rubyClass(), body));
    }

    /** The whole of init.rb. */
    public HandlerDraft init(String ruby) {
        return file("handler/init.rb", ruby);
    }

    /** A text file. */
    public HandlerDraft file(String path, String content) {
        return file(path, content.getBytes(StandardCharsets.UTF_8));
    }

    /** A file. */
    public HandlerDraft file(String path, byte[] content) {
        files.put(path, content);
        return this;
    }

    /** Declares a parameter and hands it to the handler. */
    public HandlerDraft parameter(String id, String defaultValue) {
        declared.append("<parameter id=\"" + id + "\" label=\"" + id + "\" required=\"false\" tooltip=\"\">"
                + defaultValue + "</parameter>");
        parameters.add(id);
        return this;
    }

    /** Declares a property and hands it to the handler. */
    public HandlerDraft property(String id, String defaultValue, boolean encrypted) {
        infos.append("<info name=\"" + id + "\" description=\"what it is\" required=\"true\""
                + (encrypted ? " type=\"encrypted\"" : "") + ">" + defaultValue + "</info>");
        template.append("<info name=\"" + id + "\">&lt;%= @info['" + id + "'] %&gt;</info>");
        return this;
    }

    /** It says that it may be deferred. */
    public HandlerDraft deferrable() {
        deferrable = true;
        return this;
    }

    /** Everything is in a folder. */
    public HandlerDraft inFolder(String folder) {
        top = folder + "/";
        return this;
    }

    /** Its node.xml. */
    public String nodeXml() {
        StringBuilder filled = new StringBuilder();
        for (String id : parameters) {
            filled.append("<parameter name=\"" + id + "\">&lt;%= @parameters['" + id + "'] %&gt;</parameter>");
        }
        return "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n<taskDefinition id=\"" + name + "\" name=\"The " + name
                + "\" schema_version=\"1.0\" version=\"" + version + "\"><author/><description>Does it.</description>"
                + "<visible>true</visible><deferrable>" + deferrable + "</deferrable><parameters>" + declared
                + "</parameters><handler name=\"" + name + "\" version=\"" + version + "\"><infos>" + template
                + "</infos><parameters>" + filled
                + "<parameter name=\"token\">&lt;%= @task['Deferral Token'] %&gt;</parameter></parameters></handler>"
                + "<results format=\"xml\"><result name=\"output\"/></results></taskDefinition>";
    }

    /** The zip. */
    public byte[] zip() {
        Map<String, byte[]> all = new LinkedHashMap<>(files);
        all.putIfAbsent("process/node.xml", nodeXml().getBytes(StandardCharsets.UTF_8));
        if (infos.length() > 0) {
            String xml = "<taskInfo version=\"1.0\">" + infos + "</taskInfo>";
            all.putIfAbsent("process/info.xml", xml.getBytes(StandardCharsets.UTF_8));
        }
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (ZipOutputStream zip = new ZipOutputStream(bytes)) {
            for (Map.Entry<String, byte[]> file : all.entrySet()) {
                ZipEntry entry = new ZipEntry(top + file.getKey());
                entry.setTime(SOME_TIME); // So that the same draft gives the same bytes.
                zip.putNextEntry(entry);
                zip.write(file.getValue());
                zip.closeEntry();
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return bytes.toByteArray();
    }
}
