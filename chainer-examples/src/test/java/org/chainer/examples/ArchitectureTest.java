package org.chainer.examples;

import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;
import static java.util.stream.Collectors.groupingBy;
import static java.util.stream.Collectors.mapping;
import static java.util.stream.Collectors.toCollection;
import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.core.domain.Dependency;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.library.dependencies.SliceAssignment;
import com.tngtech.archunit.library.dependencies.SliceIdentifier;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.BiPredicate;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** Holds the modules and packages apart as the architecture has them; this module sees all the others. */
class ArchitectureTest {

    /** Which modules' classes a module may name: itself and what stands below it, never a backend. */
    private static final Map<String, Set<String>> ARROWS = Map.of(
            "chainer-core", Set.of(),
            "chainer-backend-cpu", Set.of("chainer-core"),
            "chainer-backend-cuda", Set.of("chainer-core"),
            "chainer-links", Set.of("chainer-core"),
            "chainer-training", Set.of("chainer-core", "chainer-links"),
            "chainer-datasets", Set.of("chainer-core", "chainer-links", "chainer-training"),
            "chainer-examples", Set.of("chainer-core", "chainer-links", "chainer-training", "chainer-datasets"));

    /** A class comes from a module's folder of classes, or from its jar. */
    private static final Pattern MODULE =
            Pattern.compile(".*/(chainer-[a-z-]+)(?:/target/classes/|-[0-9][^/]*\\.jar!/).*");

    private static final Map<String, String> SAME_AS =
            Map.of("array", "backend", "", "functions", "utils", "functions");

    /**
     * The packages below {@code org.chainer}. Some count as one: an array lives on a device that computes with arrays; a variable
     * offers the functions that are made of variables, and they have their inputs checked.
     */
    private static final SliceAssignment TOP_LEVEL_PACKAGES = new SliceAssignment() {
        @Override
        public SliceIdentifier getIdentifierOf(JavaClass classOrArray) {
            JavaClass c = classOrArray.getBaseComponentType();
            if (!in(c, "org.chainer")) {
                return SliceIdentifier.ignore();
            }
            if (module(c).startsWith("chainer-backend-")) {
                return SliceIdentifier.of(module(c));
            }
            String[] names = c.getPackageName().split("\\.");
            String top = names.length < 3 ? "" : names[2];
            return SliceIdentifier.of(SAME_AS.getOrDefault(top, top));
        }

        @Override
        public String getDescription() {
            return "top-level packages";
        }
    };

    private static final JavaClasses CLASSES = new ClassFileImporter()
            .withImportOption(ImportOption.Predefined.DO_NOT_INCLUDE_TESTS)
            .importPackages("org.chainer");

    @Test
    void classesOfEveryModuleAreSeen() {
        assertThat(CLASSES.stream().map(ArchitectureTest::module).distinct())
                .as("modules of the classes on the path")
                .containsExactlyInAnyOrderElementsOf(ARROWS.keySet());
    }

    @Test
    void noPackageLivesInTwoModules() {
        Map<String, Set<String>> modulesOfPackage = CLASSES.stream()
                .collect(groupingBy(
                        JavaClass::getPackageName,
                        TreeMap::new,
                        mapping(ArchitectureTest::module, toCollection(TreeSet::new))));
        assertThat(modulesOfPackage.entrySet())
                .filteredOn(e -> e.getValue().size() > 1)
                .as("packages that live in more than one module")
                .isEmpty();
    }

    @Test
    void arrowsPointDownOnlyAndNobodyNamesABackend() {
        assertThat(uses((from, to) -> !module(from).equals(module(to))
                        && !ARROWS.get(module(from)).contains(module(to))))
                .as("uses of a module that is not below")
                .isEmpty();
    }

    @Test
    void internalPackagesStayInTheirModule() {
        assertThat(uses((from, to) -> !module(from).equals(module(to))
                        && Stream.of(to.getPackageName().split("\\.")).anyMatch("internal"::equals)))
                .as("uses of another module's internal package")
                .isEmpty();
    }

    @Test
    void nobodyAboveTheBackendInterfaceKnowsTheReferenceBackend() {
        assertThat(uses((from, to) -> in(to, "org.chainer.backend.reference") && !in(from, "org.chainer.backend")))
                .as("uses of the reference backend's classes from above the backends")
                .isEmpty();
    }

    @Test
    void arraysAndBackendsKnowNothingOfTheGraph() {
        Set<String> below = Set.of("org.chainer.array", "org.chainer.backend");
        Set<String> configuration = Set.of("org.chainer.Chainer", "org.chainer.Config", "org.chainer.ConfigKey");
        assertThat(uses((from, to) -> below.stream().anyMatch(p -> in(from, p))
                        && below.stream().noneMatch(p -> in(to, p))
                        && !from.isAssignableTo("org.chainer.FunctionHook")
                        && !(module(from).startsWith("chainer-backend-") && configuration.contains(to.getName()))))
                .as("uses of the graph from arrays and backends, but for configuration and hooks")
                .isEmpty();
    }

    @Test
    void topLevelPackagesHaveNoCycles() {
        slices().assignedFrom(TOP_LEVEL_PACKAGES).should().beFreeOfCycles().check(CLASSES);
    }

    private static List<String> uses(BiPredicate<JavaClass, JavaClass> forbidden) {
        return CLASSES.stream()
                .flatMap(c -> c.getDirectDependenciesFromSelf().stream())
                .filter(d -> in(d.getTargetClass().getBaseComponentType(), "org.chainer"))
                .filter(d ->
                        forbidden.test(d.getOriginClass(), d.getTargetClass().getBaseComponentType()))
                .map(Dependency::getDescription)
                .sorted()
                .toList();
    }

    private static boolean in(JavaClass c, String topPackage) {
        return c.getPackageName().equals(topPackage) || c.getPackageName().startsWith(topPackage + ".");
    }

    private static String module(JavaClass c) {
        String uri = c.getSource()
                .orElseThrow(() -> new AssertionError("no class file for " + c.getName()))
                .getUri()
                .toString();
        Matcher matcher = MODULE.matcher(uri);
        assertThat(matcher.matches()).as("module of " + uri).isTrue();
        return matcher.group(1);
    }
}
