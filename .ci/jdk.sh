# Sourced by `gradchain` and `.ci/run`. find_jdk prints the home of the first JDK >= 25 among JAVA_HOME, the java on
# the PATH, the system's JVM folders, SDKMAN and ~/.jdks; where there is none it says what to install and fails.

jdk_major() { # home -> major version, from the release file where there is one: starting a JVM takes 50 ms
    version=$(sed -n 's/^JAVA_VERSION="\([0-9]*\).*/\1/p' "$1/release" 2>/dev/null)
    [ -n "$version" ] || version=$("$1/bin/java" -version 2>&1 | sed -n '1s/.*version "\([0-9]*\).*/\1/p')
    echo "${version:-0}"
}

is_jdk() { [ -x "$1/bin/java" ] && [ -x "$1/bin/javac" ] && [ "$(jdk_major "$1")" -ge 25 ]; }

jdk_candidates() {
    [ -z "${JAVA_HOME:-}" ] || echo "$JAVA_HOME"
    on_path=$(command -v java 2>/dev/null) && on_path=$(readlink -f "$on_path" 2>/dev/null) && echo "${on_path%/bin/java}"
    for home in /usr/lib/jvm/* /usr/lib64/jvm/*; do echo "$home"; done
    [ ! -x /usr/libexec/java_home ] || /usr/libexec/java_home -v 25+ 2>/dev/null
    for home in /Library/Java/JavaVirtualMachines/*/Contents/Home "${HOME:-}"/.sdkman/candidates/java/* "${HOME:-}"/.jdks/*; do
        echo "$home"
    done
}

find_jdk() {
    found=$(jdk_candidates | while IFS= read -r home; do
        if is_jdk "$home"; then
            echo "$home"
            break
        fi
    done)
    if [ -z "$found" ]; then
        echo "gradchain needs a JDK 25 or newer and found none: install one (Debian: apt install openjdk-25-jdk," \
            "macOS: brew install openjdk, or adoptium.net), or set JAVA_HOME to it" >&2
        return 1
    fi
    echo "$found"
}
