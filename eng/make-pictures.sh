#!/bin/bash
# eng/make-pictures.sh PSUTIL: makes the pictures of docs/top.md from the real program, on this machine, in tmux. PSUTIL is the executable.
# A picture is the screen as an SVG: text, colours and nothing else, so that a diff of it can be read. It needs tmux and python3.
set -euo pipefail

psutil=$(realpath "$1")
here=$(dirname "$(realpath "$0")")
images=$here/../docs/images
server=psutil-pictures-$$
work=$(mktemp -d)
pids=
trap 'tmux -L "$server" kill-server 2>/dev/null || true; kill $pids 2>/dev/null || true; rm -rf "$work"' EXIT

# Processes that the pictures show, and no others: program, and its command line.
play() {
    local program=$work/$1
    [ -e "$program" ] || cp "$2" "$program"
    (cd / && exec -a "$3" "$program" "${@:4}") &
    pids="$pids $!"
}
for number in 1 2 3 4; do play nginx /bin/sleep "nginx: worker process" 600; done
play nginx /bin/sleep "/usr/sbin/nginx -g daemon off;" 600
play postgres /bin/sleep "/usr/lib/postgresql/16/bin/postgres -D /var/lib/postgresql/16/main" 600
play postgres /bin/sleep "postgres: checkpointer" 600
play mysqldump /bin/sleep "/usr/bin/mysqldump --user=backup --password=hunter2 shop" 600
play redis-server /bin/sleep "/usr/bin/redis-server *:6379" 600
for number in 1 2 3 4; do play gunicorn /bin/sleep "/usr/bin/gunicorn --workers 4 shop.wsgi" 600; done
play node /bin/sleep "/usr/bin/node /srv/chat/server.js --port 3000" 600
play dotnet /bin/sleep "/usr/bin/dotnet /srv/orders/Orders.dll --urls http://localhost:5000" 600
play sshd /bin/sleep "/usr/sbin/sshd -D" 600
play cron /bin/sleep "/usr/sbin/cron -f" 600
play python3 /bin/bash "/usr/bin/python3 /srv/shop/manage.py runserver 0.0.0.0:8000" -c 'while :; do :; done'
# A server without a session ends, and the next picture could meet it while it does.
tmux -L "$server" -f /dev/null new-session -d -s hold
shown=$(echo $pids | tr ' ' ,)

# The pictures do not name the cgroup that this machine happens to run them in (with version 1, one for each controller): another stands
# there, in as many columns.
hide_cgroups=
while read -r cgroup; do
    hide_cgroups+="s|$cgroup|$(printf '%-*s' "${#cgroup}" /user.slice)|;"
done < <(cut -d : -f 3- /proc/self/cgroup | grep '^/.' | sort --unique)

# picture NAME WIDTH HEIGHT OPTIONS KEYS...: starts the program, strikes keys, and waits until rates and curves are there.
picture() {
    local name=$1 width=$2 height=$3 options=$4
    shift 4
    tmux -L "$server" -f /dev/null new-session -d -s "$name" -x "$width" -y "$height" \
        "env -u NO_COLOR HOME= XDG_CONFIG_HOME= TERM=screen-256color COLORTERM=truecolor LC_ALL=C.UTF-8 $psutil top --pid $shown $options"
    sleep 8
    for key in "$@"; do
        tmux -L "$server" send-keys -t "$name" "$key"
        sleep 1
    done
    sleep 4
    tmux -L "$server" capture-pane -e -p -t "$name" | sed "$hide_cgroups" | python3 "$here/terminal-to-svg.py" "$width" "$height" >"$images/top-$name.svg"
    tmux -L "$server" capture-pane -p -t "$name"
    tmux -L "$server" kill-session -t "$name"
}

picture table 120 40 ""
picture groups 100 24 "--group program" +
picture disks 100 24 "" 3
picture details 120 40 "" Enter
