package dev.arbor.core.play;

import static dev.arbor.core.tree.ConnectorType.CREATE;

import dev.arbor.core.run.LoopIndex;
import dev.arbor.core.tree.TreeDefinition;
import dev.arbor.core.tree.TreeDsl;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.TreeSet;

/**
 * A random tree made of blocks, and, from the blocks alone, what a run of it must have performed in the end. Conditions
 * depend on where they stand and on the iteration only, so that the order of triggers cannot change an answer.
 */
public final class RandomFlow {

    /** Part of a tree with one way in and one way out. */
    private interface Block {

        String entry();

        String exit();

        /** Adds what is performed at an iteration; whether the way out is reached. */
        boolean expect(LoopIndex at, Set<String> done);
    }

    private final Random random;
    private final int salt;
    private final TreeDsl tree = TreeDsl.tree("random").start();
    private final Map<String, int[]> insides = new HashMap<>();
    private final Block root;
    private int lastId;

    public RandomFlow(long seed) {
        random = new Random(seed);
        salt = random.nextInt();
        root = sequence(3, true);
        tree.connect("start", root.entry());
    }

    public TreeDefinition tree() {
        return tree.build();
    }

    /** Every task that is closed in the end, as node and iteration. */
    public Set<String> expected() {
        Set<String> done = new TreeSet<>(Set.of("start/"));
        root.expect(LoopIndex.ROOT, done);
        return done;
    }

    /**
     * Whether a node is among those that a gate waits for: a junction, or a tail that waits for all. Nodes are numbered in
     * the order of drawing, so that what is inside of a block has the numbers of a range.
     */
    public boolean holds(String gate, String node) {
        int[] inside = insides.get(gate);
        if (inside == null || node.startsWith("made_") || node.equals("start")) {
            return false;
        }
        int number = Integer.parseInt(node.substring(node.indexOf('_') + 1));
        return number > inside[0] && number <= inside[1];
    }

    /** Gives the conditions of the tree their meaning: {@code c_N} holds or not, {@code f_N} cannot be judged. */
    public void teach(PlayEngine engine) {
        for (int i = 0; i <= lastId; i++) {
            String place = Integer.toString(i);
            engine.condition("c_" + place, reader -> holds(place, reader.scope().loopIndex()));
        }
    }

    /** Whether a condition holds, one that cannot be judged too. */
    public boolean decide(PlayError error) {
        return holds(error.connector().condition().substring(2), error.target.loopIndex());
    }

    private boolean holds(String place, LoopIndex at) {
        return ((place + at.text()).hashCode() * 0x9E3779B1 ^ salt) % 3 != 0;
    }

    private Block block(int depth, boolean mayEnd) {
        int kind = depth == 0 ? 0 : random.nextInt(7);
        return switch (kind) {
            case 1, 2 -> split(depth - 1, mayEnd);
            case 3, 4 -> loop(depth - 1);
            case 5 -> sequence(depth - 1, mayEnd);
            default -> leaf();
        };
    }

    private Block leaf() {
        String id = "n_" + ++lastId;
        String made = "";
        switch (random.nextInt(6)) {
            case 0 -> {
                tree.defer(id);
                if (random.nextBoolean()) {
                    made = "made_" + ++lastId;
                    tree.node(made).connect(id, made).on(CREATE);
                }
            }
            case 1 -> tree.node(id, "outside_v1");
            case 2 -> tree.node(id, "outside_v1").defers();
            case 3 -> tree.wait(id, "1", "Hour");
            default -> tree.echo(id, "x");
        }
        return new Leaf(id, made);
    }

    private record Leaf(String id, String made) implements Block {

        @Override
        public String entry() {
            return id;
        }

        @Override
        public String exit() {
            return id;
        }

        @Override
        public boolean expect(LoopIndex at, Set<String> done) {
            done.add(id + at);
            if (!made.isEmpty()) {
                done.add(made + at);
            }
            return true;
        }
    }

    /** A connector, with a condition where its branch may end; the place of its condition, or empty. */
    private String connect(String from, String to, boolean conditional) {
        tree.connect(from, to);
        if (!conditional || random.nextBoolean()) {
            return "";
        }
        String place = Integer.toString(++lastId);
        tree.when((random.nextInt(5) == 0 ? "f_" : "c_") + place);
        return place;
    }

    private boolean taken(String place, LoopIndex at) {
        return place.isEmpty() || holds(place, at);
    }

    private Block sequence(int depth, boolean mayEnd) {
        List<Block> blocks = new ArrayList<>();
        List<String> places = new ArrayList<>();
        for (int i = random.nextInt(3); i >= 0; i--) {
            Block next = block(depth, mayEnd);
            places.add(
                    blocks.isEmpty()
                            ? ""
                            : connect(blocks.get(blocks.size() - 1).exit(), next.entry(), mayEnd));
            blocks.add(next);
        }
        return new Block() {
            @Override
            public String entry() {
                return blocks.get(0).entry();
            }

            @Override
            public String exit() {
                return blocks.get(blocks.size() - 1).exit();
            }

            @Override
            public boolean expect(LoopIndex at, Set<String> done) {
                for (int i = 0; i < blocks.size(); i++) {
                    if (!taken(places.get(i), at) || !blocks.get(i).expect(at, done)) {
                        return false;
                    }
                }
                return true;
            }
        };
    }

    private Block split(int depth, boolean mayEnd) {
        String from = "split_" + ++lastId;
        String to = "merge_" + ++lastId;
        tree.node(from);
        int kind = random.nextInt(3);
        boolean all = kind == 0;
        boolean junction = kind == 1;
        if (!all && !junction && !mayEnd) {
            return split(depth, true, from, to, true, false);
        }
        return split(depth, mayEnd, from, to, junction, all);
    }

    private Block split(int depth, boolean mayEnd, String from, String to, boolean junction, boolean all) {
        if (junction) {
            tree.junction(to);
        } else {
            tree.join(to, all ? "All" : "Any", "");
        }
        List<Block> branches = new ArrayList<>();
        List<String> places = new ArrayList<>();
        for (int i = random.nextInt(3) + 2; i > 0; i--) {
            Block branch = block(depth, junction || (!all && mayEnd));
            places.add(connect(from, branch.entry(), !all));
            tree.connect(branch.exit(), to);
            branches.add(branch);
        }
        if (junction) {
            insides.put(to, new int[] {Integer.parseInt(to.substring(6)), lastId});
        }
        return new Block() {
            @Override
            public String entry() {
                return from;
            }

            @Override
            public String exit() {
                return to;
            }

            @Override
            public boolean expect(LoopIndex at, Set<String> done) {
                done.add(from + at);
                boolean reached = junction;
                for (int i = 0; i < branches.size(); i++) {
                    reached |= taken(places.get(i), at) && branches.get(i).expect(at, done);
                }
                if (reached) {
                    done.add(to + at);
                }
                return reached;
            }
        };
    }

    private Block loop(int depth) {
        String head = "head_" + ++lastId;
        String label = Integer.toString(lastId);
        String tail = "tail_" + ++lastId;
        int items = random.nextInt(4);
        tree.loopHead(head, String.join(",", java.util.Collections.nCopies(items, "x")), "");
        String type = List.of("All", "All", "Any", "Some").get(random.nextInt(4));
        tree.loopTail(tail, type, "2");
        int number = lastId;
        boolean first = random.nextBoolean();
        if (first) {
            tree.connect(head, tail);
        }
        List<Block> bodies = new ArrayList<>();
        List<String> places = new ArrayList<>();
        for (int i = random.nextInt(2); i >= 0; i--) {
            Block body = block(depth, true);
            places.add(connect(head, body.entry(), true));
            tree.connect(body.exit(), tail);
            bodies.add(body);
        }
        if (!first) {
            tree.connect(head, tail);
        }
        if (type.equals("All")) {
            insides.put(tail, new int[] {number, lastId});
        }
        return new Block() {
            @Override
            public String entry() {
                return head;
            }

            @Override
            public String exit() {
                return tail;
            }

            @Override
            public boolean expect(LoopIndex at, Set<String> done) {
                done.add(head + at);
                for (int item = 0; item < items; item++) {
                    LoopIndex inside = at.enter(label, item);
                    for (int i = 0; i < bodies.size(); i++) {
                        if (taken(places.get(i), inside)) {
                            bodies.get(i).expect(inside, done);
                        }
                    }
                }
                done.add(tail + at);
                return true;
            }
        };
    }
}
