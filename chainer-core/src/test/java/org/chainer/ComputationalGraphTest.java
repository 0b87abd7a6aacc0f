package org.chainer;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import java.util.Map;
import org.chainer.array.DType;
import org.chainer.array.NDArray;
import org.chainer.functions.F;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class ComputationalGraphTest {
    private final Variable x = new Variable(NDArray.zeros(DType.FLOAT32, 2, 3));
    private Variable h;
    private Variable y;

    @BeforeEach
    void build() {
        x.setName("x");
        h = F.relu(x);
        y = F.sum(h.mul(h));
    }

    @Test
    void nodesAndEdges() {
        ComputationalGraph graph = ComputationalGraph.build(y);
        FunctionNode relu = h.creator();
        FunctionNode sum = y.creator();
        assertThat(graph.nodes())
                .hasSize(7)
                .contains(x.node(), h.node(), y.node(), relu, sum)
                .doesNotHaveDuplicates();
        assertThat(graph.edges())
                .hasSize(6)
                .contains(
                        new ComputationalGraph.Edge(x.node(), relu),
                        new ComputationalGraph.Edge(relu, h.node()),
                        new ComputationalGraph.Edge(sum, y.node()))
                .doesNotHaveDuplicates();
    }

    @Test
    void severalOutputsShareNodes() {
        Variable z = F.sum(h);
        assertThat(ComputationalGraph.build(y, z).nodes()).hasSize(9);
        assertThat(ComputationalGraph.build(z).nodes()).hasSize(5);
        assertThat(ComputationalGraph.build(List.of(y, h.node(), z.creator())).nodes())
                .hasSize(8);
        assertThatThrownBy(() -> ComputationalGraph.build(List.of("y")))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("not y");
    }

    @Test
    void unchainedHistoryIsNotDrawn() {
        h.unchain();
        assertThat(ComputationalGraph.build(y).nodes()).doesNotContain(x.node()).hasSize(5);
        y.unchainBackward();
        assertThat(ComputationalGraph.build(y).nodes()).containsExactly(y.node());
    }

    @Test
    void dot() {
        assertThat(ComputationalGraph.build(h).dump())
                .isEqualTo("digraph graphname{rankdir=TB;"
                        + "0 [label=\"(2, 3), float32\",shape=\"octagon\",fillcolor=\"#E0E0E0\",style=\"filled\"];"
                        + "1 [label=\"ReLU\",shape=\"record\",fillcolor=\"#6495ED\",style=\"filled\"];"
                        + "2 [label=\"x: (2, 3), float32\",shape=\"octagon\",fillcolor=\"#E0E0E0\",style=\"filled\"];"
                        + "1 -> 0;2 -> 1;}");
    }

    @Test
    void options() {
        String dot = ComputationalGraph.build(h)
                .variableStyle(Map.of("color", "red"))
                .functionStyle(Map.of())
                .rankdir("LR")
                .showName(false)
                .dump("dot");
        assertThat(dot)
                .isEqualTo("digraph graphname{rankdir=LR;"
                        + "0 [label=\"(2, 3), float32\",shape=\"oval\",color=\"red\"];"
                        + "1 [label=\"ReLU\",shape=\"box\"];"
                        + "2 [label=\"(2, 3), float32\",shape=\"oval\",color=\"red\"];"
                        + "1 -> 0;2 -> 1;}");
        assertThatThrownBy(() -> ComputationalGraph.build(h).rankdir("up"))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("'up'");
        assertThatThrownBy(() -> ComputationalGraph.build(h).dump("png"))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("'png'");
    }

    @Test
    void functionsAlone() {
        String dot = ComputationalGraph.build(y)
                .removeVariable(true)
                .functionStyle(Map.of())
                .dump();
        assertThat(dot)
                .isEqualTo("digraph graphname{rankdir=TB;"
                        + "1 [label=\"Sum\",shape=\"box\"];"
                        + "3 [label=\"_ * _\",shape=\"box\"];"
                        + "5 [label=\"ReLU\",shape=\"box\"];"
                        + "3 -> 1;5 -> 3;}");
    }

    @Test
    void labelsAreEscaped() {
        Variable z = F.absolute(x);
        z.setName("\"z\"");
        assertThat(ComputationalGraph.build(z).dump())
                .contains("label=\"\\\"z\\\": (2, 3), float32\"")
                .contains("label=\"\\|_\\|\"");
        assertThat(ComputationalGraph.build(F.sum(x)).dump()).contains("label=\"float32\"");
    }
}
