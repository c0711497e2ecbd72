package dev.arbor.core.tree;

import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * Draws trees in tests.
 *
 * <pre>{@code
 * tree("demo")
 *     .start()
 *     .echo("a", "<%= 1 %>")
 *     .node("b", "system_wait_v1").param("Time to wait", "5").param("Time unit", "Second").defers()
 *     .connect("start", "a")
 *     .connect("a", "b").on(CREATE).when("@results['a']['output'] == '1'")
 *     .build();
 * }</pre>
 *
 * <p>A node is named like its id unless {@link #named} says otherwise. {@code param}, {@code message}, {@code defers}
 * and {@code named} speak of the node drawn last; {@code on}, {@code when} and {@code label} of the connector drawn
 * last. Nothing is checked here, so that broken trees can be drawn too.
 */
public final class TreeDsl {

    private final String name;
    private final List<Node> nodes = new ArrayList<>();
    private final List<Connector> connectors = new ArrayList<>();
    private String routineId = "";
    private final List<Parameter> inputs = new ArrayList<>();
    private final List<RoutineInterface.Output> outputs = new ArrayList<>();
    private int lastId = -1;

    private TreeDsl(String name) {
        this.name = name;
    }

    /** An empty tree: no node, not even a start. */
    public static TreeDsl tree(String name) {
        return new TreeDsl(name);
    }

    /** The entry point. */
    public TreeDsl start() {
        return node(Node.START_ID, "system_start_v1").named("Start");
    }

    /** The entry point when the id is {@code start}, otherwise a node that does nothing. */
    public TreeDsl node(String id) {
        return id.equals(Node.START_ID) ? start() : node(id, "system_noop_v1");
    }

    /** A node of any handler or routine. */
    public TreeDsl node(String id, String definitionId) {
        BigDecimal x = BigDecimal.valueOf(10 + 100L * nodes.size());
        nodes.add(new Node(id, definitionId, id, 1, true, false, false, true, x, BigDecimal.TEN, List.of(), List.of()));
        return this;
    }

    /** A node whose result {@code output} is the evaluated template. */
    public TreeDsl echo(String id, String template) {
        return node(id, "utilities_echo_v1").param("input", template);
    }

    /** A node that waits; the unit is one of Second, Minute, Hour, Day, Week. */
    public TreeDsl wait(String id, String amount, String unit) {
        return node(id, "system_wait_v1")
                .param("Time to wait", amount)
                .param("Time unit", unit)
                .defers();
    }

    /** A node that stays open until its token is completed from outside. */
    public TreeDsl defer(String id) {
        return node(id, "utilities_defer_v1").param("deferral_value", "").defers();
    }

    /** A join; the type is All, Any or Some, the number counts for Some alone. */
    public TreeDsl join(String id, String type, String number) {
        return node(id, "system_join_v1").param("type", type).param("number", number);
    }

    /** A junction. */
    public TreeDsl junction(String id) {
        return node(id, "system_junction_v1");
    }

    /** A loop head; connect it directly to its tail as well. */
    public TreeDsl loopHead(String id, String data, String path) {
        return node(id, "system_loop_head_v1")
                .param("data_source", data)
                .param("loop_path", path)
                .param("var_name", "");
    }

    /** A loop tail; the type is All, Any or Some, the number counts for Some alone. */
    public TreeDsl loopTail(String id, String type, String number) {
        return node(id, "system_loop_tail_v1").param("type", type).param("number", number);
    }

    /** A return node; add what it returns with {@link #param}. */
    public TreeDsl returns(String id) {
        return node(id, "system_tree_return_v1");
    }

    /** A node that calls a routine and waits for its return; add what it passes with {@link #param}. */
    public TreeDsl call(String id, String routineDefinitionId) {
        return node(id, routineDefinitionId).defers();
    }

    /** Renames the node drawn last. */
    public TreeDsl named(String nodeName) {
        Node n = lastNode();
        return replaceLastNode(nodeName, n.defers(), n.deferrable(), n.parameters(), n.messages());
    }

    /** Makes the node drawn last defer. */
    public TreeDsl defers() {
        Node n = lastNode();
        return replaceLastNode(n.name(), true, true, n.parameters(), n.messages());
    }

    /** Gives the node drawn last a parameter. */
    public TreeDsl param(String id, String template) {
        Node n = lastNode();
        return replaceLastNode(
                n.name(), n.defers(), n.deferrable(), plus(n.parameters(), Parameter.of(id, template)), n.messages());
    }

    /** Gives the node drawn last a message. */
    public TreeDsl message(ConnectorType type, String template) {
        Node n = lastNode();
        return replaceLastNode(
                n.name(), n.defers(), n.deferrable(), n.parameters(), plus(n.messages(), new Message(type, template)));
    }

    /** An unconditional Complete connector. */
    public TreeDsl connect(String from, String to) {
        connectors.add(new Connector(from, to, ConnectorType.COMPLETE, "", ""));
        return this;
    }

    /** Connects each of the nodes with the one after it. */
    public TreeDsl path(String... ids) {
        for (int i = 1; i < ids.length; i++) {
            connect(ids[i - 1], ids[i]);
        }
        return this;
    }

    /** The moment of the connector drawn last. */
    public TreeDsl on(ConnectorType type) {
        Connector c = lastConnector();
        return replaceLastConnector(type, c.label(), c.condition());
    }

    /** The condition of the connector drawn last: raw Ruby. */
    public TreeDsl when(String condition) {
        Connector c = lastConnector();
        return replaceLastConnector(c.type(), c.label(), condition);
    }

    /** The label of the connector drawn last. */
    public TreeDsl label(String label) {
        Connector c = lastConnector();
        return replaceLastConnector(c.type(), label, c.condition());
    }

    /** Makes the tree a routine, called by this definition id. */
    public TreeDsl routine(String definitionId) {
        routineId = definitionId;
        return this;
    }

    /** Gives the routine an input; the default is ERB, evaluated by the caller. */
    public TreeDsl input(String id, String defaultValue) {
        SortedMap<String, String> attributes = new TreeMap<>(Map.of("label", id, "required", "false", "tooltip", ""));
        inputs.add(new Parameter(id, defaultValue, attributes));
        return this;
    }

    /** Gives the routine an output. */
    public TreeDsl output(String outputName) {
        outputs.add(new RoutineInterface.Output(outputName, ""));
        return this;
    }

    /** Sets the counter of node numbers; left alone, it is the highest number in use. */
    public TreeDsl lastId(int number) {
        lastId = number;
        return this;
    }

    /** The tree. */
    public TreeDefinition build() {
        Optional<RoutineInterface> routine = routineId.isEmpty()
                ? Optional.empty()
                : Optional.of(new RoutineInterface(routineId, name, "1.0", "1", false, true, inputs, outputs));
        return new TreeDefinition(
                name,
                "",
                "",
                lastId < 0 ? TreeDefinition.highestNumber(nodes) : lastId,
                "",
                "1.0",
                "",
                routine,
                nodes,
                connectors);
    }

    /** The tree as it would be exported; trees get the source {@code Test} and the group {@code Group}. */
    public TreeDocument document() {
        boolean isRoutine = !routineId.isEmpty();
        return new TreeDocument(
                isRoutine ? "-" : "Test",
                isRoutine ? "-" : "Group",
                routineId,
                isRoutine ? TreeType.GLOBAL_ROUTINE : TreeType.TREE,
                TreeStatus.ACTIVE,
                "1.0",
                build());
    }

    private Node lastNode() {
        return nodes.get(nodes.size() - 1);
    }

    private Connector lastConnector() {
        return connectors.get(connectors.size() - 1);
    }

    private TreeDsl replaceLastNode(
            String nodeName, boolean defers, boolean deferrable, List<Parameter> parameters, List<Message> messages) {
        Node n = lastNode();
        nodes.set(
                nodes.size() - 1,
                new Node(
                        n.id(),
                        n.definitionId(),
                        nodeName,
                        n.version(),
                        n.configured(),
                        defers,
                        deferrable,
                        n.visible(),
                        n.x(),
                        n.y(),
                        parameters,
                        messages));
        return this;
    }

    private TreeDsl replaceLastConnector(ConnectorType type, String label, String condition) {
        Connector c = lastConnector();
        connectors.set(connectors.size() - 1, new Connector(c.from(), c.to(), type, label, condition));
        return this;
    }

    private static <T> List<T> plus(List<T> list, T element) {
        List<T> longer = new ArrayList<>(list);
        longer.add(element);
        return longer;
    }
}
