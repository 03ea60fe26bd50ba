# Sourced by breakwater, test and prove; expects $root. Finds or installs what the build needs, and builds.
# Talks on stderr only. Exit 5: something is missing that this script may not install, or the build failed.

launch="$root/target/launch"
jar="$launch/breakwater.jar"

say() { printf '%s\n' "$*" >&2; }

fail() {
    say "breakwater: $*"
    exit 5
}

# Sets $major to the Java version in the folder $1, from its release file: starting a JVM to ask would cost 50 ms.
java_major() {
    local line version
    major=0
    [[ -x "$1/bin/java" && -r "$1/release" ]] || return 1
    while IFS= read -r line; do
        case "$line" in
            JAVA_VERSION=*)
                version=${line#JAVA_VERSION=}
                version=${version//\"/}
                major=${version%%[!0-9]*}
                [[ -n "$major" ]] || major=0
                ;;
        esac
    done <"$1/release"
    ((major > 0))
}

# Sets $java_home to the first Java >= 17 that has the program $1 (java or javac): JAVA_HOME, then PATH, then /usr/lib/jvm.
find_java() {
    local program=$1 found home
    java_home=
    for home in "${JAVA_HOME:-}" path /usr/lib/jvm/*; do
        if [[ "$home" == path ]]; then
            found=$(command -v "$program") || continue
            found=$(readlink -f "$found")
            home=${found%/bin/*}
        fi
        if [[ -n "$home" && -x "$home/bin/$program" ]] && java_major "$home" && ((major >= 17)); then
            java_home=$home
            return 0
        fi
    done
    return 1
}

# Runs a long command ($2...) with its output in a log; on failure shows the last lines, and $1 as the reason.
quietly() {
    local reason=$1 log
    shift
    log=$(mktemp "${TMPDIR:-/tmp}/breakwater-XXXXXX.log")
    if "$@" >"$log" 2>&1; then
        rm -f "$log"
    else
        tail -n 25 "$log" >&2
        fail "$reason (whole log: $log)"
    fi
}

# Installs what is missing of a JDK, Maven and git, where it may.
install_missing() {
    local wanted=() as_root=() package
    command -v mvn >/dev/null || wanted+=(maven)
    command -v git >/dev/null || wanted+=(git)
    find_java javac || wanted+=(openjdk-17-jdk-headless)
    ((${#wanted[@]})) || return 0

    command -v apt-get >/dev/null || fail "needs JDK 17 or newer, Maven 3.8 or newer and git; here is no apt-get. Missing: ${wanted[*]}"
    if ((EUID != 0)); then
        if command -v sudo >/dev/null && sudo -n true 2>/dev/null; then
            as_root=(sudo -n)
        else
            fail "missing ${wanted[*]}. Run: sudo apt-get update && sudo apt-get install -y ${wanted[*]}"
        fi
    fi
    as_root+=(env DEBIAN_FRONTEND=noninteractive)

    say "breakwater: installing ${wanted[*]} ..."
    quietly "apt-get update failed" "${as_root[@]}" apt-get update
    if [[ " ${wanted[*]} " == *" openjdk-17-jdk-headless "* ]]; then
        # Newer releases carry a newer JDK only; any from 17 on will do.
        for package in openjdk-17-jdk-headless openjdk-21-jdk-headless openjdk-25-jdk-headless default-jdk-headless; do
            if apt-cache show "$package" >/dev/null 2>&1; then
                wanted=("${wanted[@]/openjdk-17-jdk-headless/$package}")
                break
            fi
        done
    fi
    quietly "apt-get install ${wanted[*]} failed" "${as_root[@]}" apt-get install -y --no-install-recommends "${wanted[@]}"
    find_java javac || fail "no JDK 17 or newer found after installing ${wanted[*]}; set JAVA_HOME"
}

# Everything that Maven needs; leaves the shell in the root of the project.
set_up() {
    install_missing
    export JAVA_HOME="$java_home"
    cd "$root"
}

# True if there is no jar, or a source or pom is newer than the moment its build began.
is_stale() {
    [[ -f "$jar" && -f "$launch/built" ]] || return 0
    [[ -n $(find "$root/pom.xml" "$root"/*/pom.xml "$root"/*/src/main -newer "$launch/built" -print -quit) ]]
}

# Puts the jar of the tools module in place, by rename: an engine that runs from the old one keeps it to its end, and a
# kill finds a whole jar even while a build is writing. $1 is a file stamped when the build began.
publish() {
    cp tools/target/breakwater.jar "$jar.new"
    mv -f "$jar.new" "$jar"
    # Classes of the short commands, parsed and laid out beforehand. A wish, not a need: without it kill starts slower.
    rm -f "$launch/short.jsa"
    "$java_home/bin/java" -XX:ArchiveClassesAtExit="$launch/short.jsa" @scripts/jvm.args @scripts/short.args \
        -jar "$jar" version >/dev/null 2>&1 || rm -f "$launch/short.jsa"
    mv -f "$1" "$launch/built"
}

# Builds if stale; one build at a time.
build() {
    local started
    is_stale || return 0
    set_up
    mkdir -p "$launch"
    exec 9>"$launch/lock"
    if command -v flock >/dev/null; then flock 9; fi
    if is_stale; then
        say "breakwater: building (the first time takes some minutes) ..."
        started="$launch/started"
        : >"$started"
        quietly "the build failed" mvn -B -q -ntp -DskipTests -pl tools -am package
        publish "$started"
    fi
    exec 9>&-
}
