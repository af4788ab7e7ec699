global using System.Diagnostics.Metrics;
global using System.Net.NetworkInformation;
global using System.Net.Sockets;
