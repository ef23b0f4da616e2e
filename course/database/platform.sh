#!/bin/sh
# Ends well where the course has a PostgreSQL for this machine: see the profiles of pom.xml.
case "$(uname -s) $(uname -m)" in
'Linux x86_64' | 'Linux aarch64' | 'Darwin x86_64' | 'Darwin arm64') ;;
*) exit 1 ;;
esac
