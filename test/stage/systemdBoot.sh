#!/bin/sh
# systemdBoot.sh ROOT NAME [ro|rw SOURCE TARGET]…
# Started by systemdBox.ts in namespaces of its own. Builds the box's file system, throws the machine's away and
# becomes systemd. All that is written lies in memory and vanishes with the last process of the box.
set -eu
root=$1 name=$2
shift 2

mount --make-rprivate /
mount -t tmpfs -o mode=755 tmpfs /mnt
mkdir /mnt/upper /mnt/work /mnt/box
mount -t overlay overlay -o "lowerdir=$root,upperdir=/mnt/upper,workdir=/mnt/work" /mnt/box
box=/mnt/box
mkdir -p $box/proc $box/sys $box/dev $box/run $box/tmp $box/var/tmp $box/root $box/home/maker
chown 1000:1000 $box/home/maker

mount -t proc -o nosuid,nodev,noexec proc $box/proc
# systemd writes kernel settings it finds writable: these are the machine's own.
for part in sys sysrq-trigger irq bus; do
  [ -e $box/proc/$part ] || continue
  mount --bind $box/proc/$part $box/proc/$part
  mount -o remount,bind,ro $box/proc/$part
done
mount -t sysfs -o nosuid,nodev,noexec sysfs $box/sys
mount -t cgroup2 -o nosuid,nodev,noexec cgroup2 $box/sys/fs/cgroup

mount -t tmpfs -o mode=755,nosuid tmpfs $box/dev
for device in null zero full random urandom tty; do
  : > $box/dev/$device
  mount --bind /dev/$device $box/dev/$device
done
mkdir $box/dev/pts $box/dev/shm
mount -t devpts -o newinstance,ptmxmode=0666,mode=620,gid=5 devpts $box/dev/pts
mount -t tmpfs -o mode=1777,nosuid,nodev tmpfs $box/dev/shm
ln -s pts/ptmx $box/dev/ptmx
ln -s /proc/self/fd $box/dev/fd
ln -s /proc/self/fd/0 $box/dev/stdin
ln -s /proc/self/fd/1 $box/dev/stdout
ln -s /proc/self/fd/2 $box/dev/stderr
mount -t tmpfs -o mode=755,nosuid,nodev tmpfs $box/run
mount -t tmpfs -o mode=1777 tmpfs $box/tmp
mkdir -p $box/run/log/journal $box/run/udev
# Without this file PID 1 takes it that no udev will ever run here, and never listens for devices.
: > $box/run/udev/control
tr -d - < /proc/sys/kernel/random/uuid > $box/etc/machine-id
echo "$name" > $box/etc/hostname
hostname "$name"
ip link set lo up 2> /dev/null || true

cd $box
mkdir -p .machine
pivot_root . .machine
PATH=/usr/sbin:/usr/bin:/sbin:/bin
export PATH
# From here on these are the box's own programs, so that a link in a path never leads back to the machine.
while [ $# -gt 0 ]; do
  mode=$1 source=/.machine$2 target=$3
  shift 3
  if [ -d "$source" ]; then
    mkdir -p "$target"
  else
    mkdir -p "$(dirname "$target")"
    [ -e "$target" ] || : > "$target"
  fi
  mount --rbind "$source" "$target"
  if [ "$mode" = ro ]; then mount -o remount,bind,ro "$target"; fi
done
umount -l /.machine
rmdir /.machine
# Nothing in a box may set the machine's clock, load modules or reach its devices and kernel log.
exec env -i container=unitwright PATH=$PATH LANG=C.UTF-8 \
  setpriv --bounding-set=-sys_time,-sys_module,-sys_rawio,-syslog \
  /usr/lib/systemd/systemd --log-target=journal-or-kmsg --show-status=0 < /dev/null
