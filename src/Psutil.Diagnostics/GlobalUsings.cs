global using System.Diagnostics.Metrics;
global using System.Globalization;
