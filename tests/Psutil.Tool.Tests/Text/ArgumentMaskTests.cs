using Psutil.Tool.Text;

namespace Psutil.Tool.Tests.Text;

public class ArgumentMaskTests
{
    /// <summary>Command lines as people and services start them: arguments are separated by a bar.</summary>
    public static TheoryData<string, string> CommandLines { get; } =
        new()
        {
            // Values of options.
            { "mysql|-uroot|-phunter2|shop", "mysql|-uroot|-p***|shop" },
            { "mysqldump|--password=hunter2|--all-databases", "mysqldump|--password=***|--all-databases" },
            { "mysql|--password|-h|db", "mysql|--password|-h|db" },
            { "/usr/bin/sshpass|-p|hunter2|ssh|root@10.0.0.1", "/usr/bin/sshpass|-p|***|ssh|root@10.0.0.1" },
            { "sshpass|-phunter2|scp|a|b:", "sshpass|-p***|scp|a|b:" },
            { "docker|login|-u|ann|-p|hunter2|registry.example", "docker|login|-u|ann|-p|***|registry.example" },
            { "docker|login|--password-stdin|registry.example", "docker|login|--password-stdin|registry.example" },
            { "docker|run|-p|8080:80|-e|DB_PASSWORD=hunter2|web", "docker|run|-p|8080:80|-e|DB_PASSWORD=***|web" },
            { "curl|-s|-u|ann:hunter2|https://api.example/", "curl|-s|-u|ann:***|https://api.example/" },
            { "curl|--user=ann:hunter2|https://api.example/", "curl|--user=ann:***|https://api.example/" },
            { "curl|-H|Authorization: Bearer abc.def|https://api.example/", "curl|-H|Authorization: Bearer ***|https://api.example/" },
            { "curl|-H|X-Api-Key: 0123456789|https://api.example/", "curl|-H|X-Api-Key: ***|https://api.example/" },
            {
                "curl|-d|{\"user\":\"ann\",\"password\":\"hunter2\"}|https://a/",
                "curl|-d|{\"user\":\"ann\",\"password\":\"***\"}|https://a/"
            },
            { "wget|--http-user=ann|--http-password=hunter2|http://a/f", "wget|--http-user=ann|--http-password=***|http://a/f" },
            { "redis-cli|-h|cache|-a|hunter2|ping", "redis-cli|-h|cache|-a|***|ping" },
            { "redis-server|*:6379|--requirepass|hunter2", "redis-server|*:6379|--requirepass|***" },
            { "ldapsearch|-x|-D|cn=admin|-w|hunter2|uid=ann", "ldapsearch|-x|-D|cn=admin|-w|***|uid=ann" },
            { "smbclient|//host/share|-U|ann%hunter2", "smbclient|//host/share|-U|ann%***" },
            { "mongod|--auth|--keyFile|/etc/mongo.key", "mongod|--auth|--keyFile|/etc/mongo.key" },
            { "mongosh|-u|root|-p|hunter2|admin", "mongosh|-u|root|-p|***|admin" },
            { "openssl|enc|-aes256|-pass|pass:hunter2|-in|a", "openssl|enc|-aes256|-pass|***|-in|a" },
            { "openssl|pkcs12|-passin|pass:hunter2|-in|a.p12", "openssl|pkcs12|-passin|pass:***|-in|a.p12" },
            { "zip|-P|hunter2|a.zip|b", "zip|-P|***|a.zip|b" },
            { "7z|x|-phunter2|a.7z", "7z|x|-p***|a.7z" },
            { "xfreerdp|/v:host|/u:ann|/p:hunter2", "xfreerdp|/v:host|/u:ann|/p:***" },
            { @"C:\tools\agent.exe|/password:hunter2|/quiet", @"C:\tools\agent.exe|/password:***|/quiet" },
            { "nmcli|dev|wifi|connect|home|password|hunter2", "nmcli|dev|wifi|connect|home|password|***" },
            { "ansible-playbook|-e|ansible_become_pass=hunter2|site.yml", "ansible-playbook|-e|ansible_become_pass=***|site.yml" },
            { "k3s|agent|--server|https://k:6443|--token|K10abc::node:def", "k3s|agent|--server|https://k:6443|--token|***" },
            { "tailscale|up|--authkey|tskey-abc", "tailscale|up|--authkey|***" },
            { "cloudflared|tunnel|run|--token=eyJhIjoiNT", "cloudflared|tunnel|run|--token=***" },
            { "vault|write|auth/approle/login|role_id=a|secret_id=b", "vault|write|auth/approle/login|role_id=a|secret_id=***" },
            { "vault|login|hvs.CAESIJ0123456789abcdef", "vault|login|***" },
            // Variables.
            { "env|PGPASSWORD=hunter2|psql|-h|db", "env|PGPASSWORD=***|psql|-h|db" },
            { "env|AWS_SECRET_ACCESS_KEY=abc/def+g|aws|s3|ls", "env|AWS_SECRET_ACCESS_KEY=***|aws|s3|ls" },
            { "env|DJANGO_SECRET_KEY=two words|gunicorn", "env|DJANGO_SECRET_KEY=***|gunicorn" },
            { "env|STRIPE_KEY=abc|PWD=/root|node|app.js", "env|STRIPE_KEY=***|PWD=/root|node|app.js" },
            { "java|-Djavax.net.ssl.keyStorePassword=changeit|-jar|a.jar", "java|-Djavax.net.ssl.keyStorePassword=***|-jar|a.jar" },
            { "sh|-c|PGPASSWORD=hunter2 psql -h db", "sh|-c|PGPASSWORD=*** psql -h db" },
            { "bash|-lc|mysql --password hunter2 -h db", "bash|-lc|mysql --password *** -h db" },
            { "systemd-run|--setenv=API_TOKEN=abc|job", "systemd-run|--setenv=API_TOKEN=***|job" },
            // Credentials in URLs, and in connection strings.
            { "celery|-b|amqp://ann:hunter2@mq:5672//|worker", "celery|-b|amqp://ann:***@mq:5672//|worker" },
            { "psql|postgres://ann:hun/ter2@db/shop", "psql|postgres://ann:***@db/shop" },
            { "ffmpeg|-i|rtsp://admin:hunter2@10.0.0.9:554/1", "ffmpeg|-i|rtsp://admin:***@10.0.0.9:554/1" },
            { "git|clone|https://ghp_0123456789abcdefghij@github.com/a/b", "git|clone|https://***@github.com/a/b" },
            { "git|clone|ssh://git@github.com/a/b", "git|clone|ssh://git@github.com/a/b" },
            { "curl|https://a.example/x?access_token=abc&page=2", "curl|https://a.example/x?access_token=***&page=2" },
            { "azcopy|cp|https://a.blob/c?sv=1&sig=a%2Fb&se=2|.", "azcopy|cp|https://a.blob/c?sv=1&sig=***&se=2|." },
            { "dotnet|app.dll|--db|Server=db;User Id=sa;Password=hunter2;", "dotnet|app.dll|--db|Server=db;User Id=sa;Password=***;" },
            { "java|-jar|a.jar|jdbc:postgresql://db/x?user=a&password=b", "java|-jar|a.jar|jdbc:postgresql://db/x?user=a&password=***" },
            // What is no secret stays readable.
            { "nginx: worker process", "nginx: worker process" },
            { "sshd: root@pts/0", "sshd: root@pts/0" },
            { "postgres: ann shop 10.0.0.1(5432) idle", "postgres: ann shop 10.0.0.1(5432) idle" },
            { "kube-proxy|--kubeconfig=/var/lib/kubeconfig|--v=2", "kube-proxy|--kubeconfig=/var/lib/kubeconfig|--v=2" },
            { "ssh|-i|/root/.ssh/id_rsa|-p|22|root@host", "ssh|-i|/root/.ssh/id_rsa|-p|22|root@host" },
            { "server|--ssl-key|/etc/a.key|--ssl-cert=/etc/a.pem", "server|--ssl-key|/etc/a.key|--ssl-cert=/etc/a.pem" },
            { "vllm|--tokenizer|gpt2|--max-tokens|100", "vllm|--tokenizer|gpt2|--max-tokens|100" },
            { "sort|--sort-key=2|--public-key=abc", "sort|--sort-key=2|--public-key=abc" },
            { "psql|--no-password|-h|db:5432", "psql|--no-password|-h|db:5432" },
        };

    [Theory]
    [MemberData(nameof(CommandLines))]
    public void SecretsAreHiddenAndTheRestIsNot(string arguments, string masked) =>
        Assert.Equal(masked, string.Join('|', ArgumentMask.Of(arguments.Split('|'))));

    [Theory]
    [InlineData("://")]
    [InlineData("A_KEY=/")]
    [InlineData("--token ")]
    [InlineData("password=\"")]
    [InlineData("token: ")]
    [InlineData("a:b@://c:")]
    public void AHostileArgumentIsReadInTimeInProportionToItsLength(string part)
    {
        // No time is asserted: were it the square of the length, the test would not end.
        string argument = string.Concat(Enumerable.Repeat(part, 1_000_000));
        Assert.NotNull(ArgumentMask.Of(["program", argument]));
    }

    [Fact]
    public void NoArgumentsAndEmptyOnesAreAsTheyWere()
    {
        Assert.Empty(ArgumentMask.Of([]));
        Assert.Equal(["", "", "--password="], ArgumentMask.Of(["", "", "--password="]));
    }

    [Fact]
    public void EachFormHasAName()
    {
        Assert.All(Enum.GetValues<ArgumentForm>(), form => Assert.Equal(form, ArgumentForms.Parse(ArgumentForms.NameOf(form))));
        Assert.Null(ArgumentForms.Parse("everything"));
        Assert.Equal(ArgumentForm.Names, ArgumentForms.OfEnvironment(name => name == "PSUTIL_ARGS" ? "names" : null));
        Assert.Equal(ArgumentForm.Masked, ArgumentForms.OfEnvironment(_ => null));
    }
}
