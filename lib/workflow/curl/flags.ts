/** One of curl's options, by its long name. */
export interface Flag {
  name: string;
  /** Whether a value follows. */
  takes: boolean;
}

const words = (text: string) => text.trim().split(/\s+/);

/** Options with a value. */
const WITH_VALUE = words(`
  abstract-unix-socket alt-svc aws-sigv4 cacert capath cert cert-type ciphers config connect-timeout
  connect-to continue-at cookie cookie-jar create-file-mode crlfile curves data data-ascii data-binary
  data-raw data-urlencode delegation dns-interface dns-ipv4-addr dns-ipv6-addr dns-servers doh-url
  dump-header egd-file engine etag-compare etag-save expect100-timeout form form-string ftp-account
  ftp-alternative-to-user ftp-method ftp-port ftp-ssl-ccc-mode happy-eyeballs-timeout-ms header help
  hostpubmd5 hostpubsha256 hsts interface json keepalive-time key key-type krb libcurl limit-rate
  local-port login-options mail-auth mail-from mail-rcpt max-filesize max-redirs max-time netrc-file
  noproxy oauth2-bearer output output-dir parallel-max pass pinnedpubkey preproxy proto proto-default
  proto-redir proxy proxy-cacert proxy-capath proxy-cert proxy-cert-type proxy-ciphers proxy-crlfile
  proxy-header proxy-key proxy-key-type proxy-pass proxy-pinnedpubkey proxy-service-name proxy-
  tls13-ciphers proxy-tlsauthtype proxy-tlspassword proxy-tlsuser proxy-user proxy1.0 pubkey quote
  random-file range rate referer request request-target resolve retry retry-delay retry-max-time sasl-
  authzid service-name socks4 socks4a socks5 socks5-gssapi-service socks5-hostname speed-limit speed-
  time stderr telnet-option tftp-blksize time-cond tls-max tls13-ciphers tlsauthtype tlspassword
  tlsuser trace trace-ascii unix-socket upload-file url url-query user user-agent write-out variable
  expand-data expand-data-raw expand-header expand-json expand-url ip-tos vlan-priority keepalive-cnt
  trace-config ech ipfs-gateway
`);

/** Options without one; those that curl writes as `--no-…` are found by that too. */
const ALONE = words(`
  anyauth append basic cert-status compressed compressed-ssh create-dirs crlf digest disable disable-
  eprt disable-epsv disallow-username-in-url doh-cert-status doh-insecure fail fail-early fail-with-
  body false-start form-escape ftp-create-dirs ftp-pasv ftp-pret ftp-skip-pasv-ip ftp-ssl-ccc ftp-ssl-
  control get globoff haproxy-protocol head http0.9 http1.0 http1.1 http2 http2-prior-knowledge http3
  http3-only ignore-content-length include insecure ipv4 ipv6 junk-session-cookies list-only location
  location-trusted mail-rcpt-allowfails manual metalink negotiate netrc netrc-optional next no-alpn
  no-buffer no-clobber no-keepalive no-npn no-progress-meter no-sessionid ntlm ntlm-wb parallel
  parallel-immediate path-as-is post301 post302 post303 progress-bar proxy-anyauth proxy-basic proxy-
  digest proxy-insecure proxy-negotiate proxy-ntlm proxy-ssl-allow-beast proxy-ssl-auto-client-cert
  proxy-tlsv1 proxytunnel raw remote-header-name remote-name remote-name-all remote-time remove-on-
  error retry-all-errors retry-connrefused sasl-ir show-error silent socks5-basic socks5-gssapi
  socks5-gssapi-nec ssl ssl-allow-beast ssl-auto-client-cert ssl-no-revoke ssl-reqd ssl-revoke-best-
  effort sslv2 sslv3 styled-output suppress-connect-headers tcp-fastopen tcp-nodelay tftp-no-options
  tlsv1 tlsv1.0 tlsv1.1 tlsv1.2 tlsv1.3 tr-encoding trace-time use-ascii verbose version xattr ca-
  native proxy-ca-native proxy-http2 trace-ids mptcp skip-existing
`);

const SHORT = new Map(
  words(`
  a=append E=cert K=config C=continue-at b=cookie c=cookie-jar d=data q=disable D=dump-header f=fail
  F=form P=ftp-port G=get g=globoff I=head H=header h=help 0=http1.0 i=include k=insecure 4=ipv4
  6=ipv6 j=junk-session-cookies l=list-only L=location M=manual m=max-time n=netrc :=next N=no-buffer
  o=output Z=parallel #=progress-bar x=proxy U=proxy-user p=proxytunnel Q=quote r=range e=referer
  J=remote-header-name O=remote-name R=remote-time X=request S=show-error s=silent Y=speed-limit
  y=speed-time 2=sslv2 3=sslv3 t=telnet-option z=time-cond 1=tlsv1 T=upload-file B=use-ascii u=user
  A=user-agent v=verbose V=version w=write-out
`).map((pair): [string, string] => [pair.slice(0, 1), pair.slice(2)]),
);

const LONG = new Map<string, Flag>([
  ...WITH_VALUE.map((name): [string, Flag] => [name, { name, takes: true }]),
  ...ALONE.map((name): [string, Flag] => [name, { name, takes: false }]),
]);

/** The option of one letter. */
export const shortFlag = (letter: string): Flag | undefined => LONG.get(SHORT.get(letter) ?? "");

/** The option of a long name without its hyphens; a beginning that only one name has is enough, as in curl. */
export function longFlag(name: string): Flag | undefined {
  const exact = LONG.get(name);
  if (exact) return exact;
  if (name.startsWith("no-") && LONG.get(name.slice(3))?.takes === false) return { name, takes: false };
  const longer = name === "" ? [] : [...LONG.keys()].filter((each) => each.startsWith(name));
  return longer.length === 1 ? LONG.get(longer[0] as string) : undefined;
}

const whys = (table: Record<string, string>) =>
  new Map(Object.entries(table).flatMap(([why, names]) => words(names).map((name) => [name, why] as const)));

/** Options about curl's own doings: the request is the same without them. */
const NOTES = whys({
  "About what curl prints or writes; a run keeps the response.":
    "silent show-error verbose include output output-dir remote-name remote-name-all remote-header-name remote-time create-dirs create-file-mode dump-header write-out progress-bar no-progress-meter styled-output no-buffer stderr trace trace-ascii trace-time trace-ids trace-config no-clobber skip-existing remove-on-error xattr libcurl",
  "Slipway asks for compressed responses and unpacks them by itself.": "compressed",
  "Slipway follows redirects by itself.": "location",
  "A status of 400 and more fails the node anyway.": "fail fail-with-body fail-early",
  "How long a request may take is a setting of the server (SLIPWAY_HTTP_TIMEOUT).":
    "max-time connect-timeout speed-limit speed-time expect100-timeout happy-eyeballs-timeout-ms",
  "Failures are tried again by the workflow's retry policy, in its form.":
    "retry retry-delay retry-max-time retry-all-errors retry-connrefused",
  "How large a response may be is a setting of the server (SLIPWAY_HTTP_MAX_RESPONSE).": "max-filesize",
  "Says how curl talks to the network; the server chooses for itself.":
    "http1.1 http2 http2-prior-knowledge ipv4 ipv6 tcp-nodelay tcp-fastopen keepalive-time keepalive-cnt no-keepalive no-alpn no-npn no-sessionid parallel parallel-immediate parallel-max rate limit-rate mptcp",
  "Says what curl itself reads or forgets; nothing of it is sent.":
    "disable junk-session-cookies disallow-username-in-url proto-default path-as-is no-location no-compressed use-ascii",
  "Is how the node does it anyway.": "basic",
});

/** Options that change what happens, and that no node can say. */
const NOT_IN_A_NODE = whys({
  "Slipway always checks certificates.": "insecure doh-insecure proxy-insecure",
  "Slipway follows redirects, but sends credentials to no other host.": "location-trusted",
  "A node keeps no cookies.": "cookie-jar",
  "A node reads no files.":
    "config netrc netrc-file netrc-optional cert cacert capath key crlfile etag-compare upload-file alt-svc hsts",
  "A node sends one request; this begins another.": "next",
  "Slipway can log in with a header only.":
    "digest ntlm ntlm-wb negotiate anyauth aws-sigv4 delegation login-options",
  "Slipway sends GET, POST, PUT, PATCH and DELETE only.": "head",
  "Slipway goes to the address itself, through no proxy of the node's.":
    "proxy proxy-user preproxy proxytunnel proxy1.0 proxy-header socks4 socks4a socks5 socks5-hostname noproxy",
  "Slipway looks the host up by itself.":
    "resolve connect-to doh-url dns-servers interface unix-socket abstract-unix-socket",
});

/** What becomes of an option that has no place of its own in a node. */
export function fateOf(name: string): { fate: "note" | "unrepresentable"; why: string } {
  const note = NOTES.get(name);
  if (note !== undefined) return { fate: "note", why: note };
  return { fate: "unrepresentable", why: NOT_IN_A_NODE.get(name) ?? "A node has no setting for this." };
}
