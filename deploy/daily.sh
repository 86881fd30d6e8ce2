#!/bin/sh
# What the timers run, one word each; from the folder of the project, with the environment of the service.
set -eu
cd "$(dirname "$0")/.."
manage() { .venv/bin/python manage.py "$@"; }
folder=${BACKUP_FOLDER:-/var/backups/goals}

case ${1:-} in
verify-trail) manage verify_trail ;;
anchor-trail) manage anchor_trail | logger --tag goals-trail ;;
send-reminders) manage send_reminders --days 7 ;;
open-monitoring) manage open_monitoring --by "${MONITORING_ACCOUNT:?环境文件中没有写 MONITORING_ACCOUNT}" ;;
backup)
    manage backup "$folder/goals-$(date +%Y%m%d-%H%M%S).backup"
    find "$folder" -maxdepth 1 -name 'goals-*.backup' -mtime +30 -delete
    ;;
drill-backup) manage drill_backup ;;
*)
    echo "用法：$0 verify-trail | anchor-trail | send-reminders | open-monitoring | backup | drill-backup" >&2
    exit 2
    ;;
esac
